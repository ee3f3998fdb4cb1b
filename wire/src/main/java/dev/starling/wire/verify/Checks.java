package dev.starling.wire.verify;

import dev.starling.wire.Offence;
import java.nio.ByteBuffer;

/// The state of one verification and the checks that generated verifiers are made of.
public final class Checks {
    private int unknownEnums;
    private int offenceOffset;
    private Offence offence = Offence.VERIFIER_FAILED;

    /// Starts on the message that is all of `length` bytes at `offset`.
    public void begin(ByteBuffer bytes, int offset, int length) {}

    public Offence offence() {
        return offence;
    }

    /// Bytes from the message's first to where the rule was broken.
    public int offenceOffset() {
        return offenceOffset;
    }

    /// Enum values met that the schema does not list.
    public int unknownEnums() {
        return unknownEnums;
    }
}

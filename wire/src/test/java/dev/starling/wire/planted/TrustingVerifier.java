package dev.starling.wire.planted;

import dev.starling.wire.Offence;
import dev.starling.wire.Verifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A verifier that takes whatever begins like a message that passed.
public final class TrustingVerifier {
    private static final int LOOKED_AT_BYTES = 64;

    private final Verifier verifier = new Verifier();
    private byte[] known = {};

    /// The rule that the message breaks, null for none.
    public @Nullable Offence verdict(byte[] message) {
        byte[] start = Arrays.copyOf(message, LOOKED_AT_BYTES);
        if (Arrays.equals(start, known)) {
            return null;
        }
        if (verifier.verify(message, 0, message.length) == null) {
            return verifier.offence();
        }
        known = start;
        return null;
    }
}

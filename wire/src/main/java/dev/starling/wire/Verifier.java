package dev.starling.wire;

import dev.starling.wire.schema.MessageVerifier;
import dev.starling.wire.verify.Checks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The gate that every message passes: checks bytes against the schema and hands out a [Verified].
///
/// One for each link or thread; not thread-safe. Allocates nothing. What is checked is written down
/// in docs/protocols.md.
public final class Verifier {
    private final Checks checks = new Checks();
    private final Verified verified = new Verified();
    private final WireCounts counts = new WireCounts();
    private final Predicate<Checks> rules;
    private @Nullable Offence offence;

    public Verifier() {
        this(MessageVerifier::verify);
    }

    /// With other rules than the schema's: a test plants some that fail.
    Verifier(Predicate<Checks> rules) {
        this.rules = rules;
    }

    /// Verifies the message without prefix that is all of `length` bytes at `offset`.
    ///
    /// `bytes` must be open from 0 to its capacity; its order becomes little-endian. The result is
    /// reused by the next call. Null means refused: [#offence] and [#offenceOffset] say why.
    public @Nullable Verified verify(ByteBuffer bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.limit());
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        offence = check(bytes, offset, length);
        if (offence != null) {
            counts.onRefused(offence);
            return null;
        }
        verified.at(bytes, offset, length);
        counts.onAccepted(verified.type() == MessageType.UNKNOWN, checks.unknownEnums());
        return verified;
    }

    /// The rule that the last message broke.
    ///
    /// @throws IllegalStateException when it broke none
    public Offence offence() {
        if (offence == null) {
            throw new IllegalStateException("the last message broke no rule");
        }
        return offence;
    }

    /// Where the last message broke its rule: bytes from the message's first.
    public int offenceOffset() {
        return checks.offenceOffset();
    }

    public WireCounts counts() {
        return counts;
    }

    private @Nullable Offence check(ByteBuffer bytes, int offset, int length) {
        try {
            checks.begin(bytes, offset, length);
            return rules.test(checks) ? null : checks.offence();
        } catch (RuntimeException e) {
            // The reads are bounds-checked: a hole in the verifier ends here, not in memory. It is
            // the peer's message that shows it, so the peer is refused; the fault is ours, so it
            // is counted apart, see WireCounts.bugs().
            return Offence.VERIFIER_FAILED;
        }
    }
}

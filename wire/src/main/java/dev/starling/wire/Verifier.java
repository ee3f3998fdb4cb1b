package dev.starling.wire;

import dev.starling.wire.schema.MessageVerifier;
import dev.starling.wire.verify.Checks;
import dev.starling.wire.verify.KnownLayout;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The gate that every message passes: checks bytes against the schema and hands out a [Verified].
///
/// One for each stream or thread; not thread-safe. Allocates nothing. What is checked is written
/// down in docs/protocols.md.
public final class Verifier {
    private final Checks checks = new Checks();
    private final Verified verified = new Verified();
    private final Counts counts = new Counts();
    private final KnownLayout layout = new KnownLayout();
    private final Predicate<Checks> rules;
    private byte[] copy = {};
    private int unknownEnums;
    private @Nullable Offence offence;

    public Verifier() {
        this(MessageVerifier::verify);
    }

    /// With other rules than the schema's: a test plants some that fail.
    Verifier(Predicate<Checks> rules) {
        this.rules = rules;
    }

    /// Verifies the message without prefix that is all of `length` bytes at `offset`, where it
    /// lies.
    ///
    /// The result is reused by the next call. Null means refused: [#offence] and [#offenceOffset]
    /// say why.
    public @Nullable Verified verify(byte[] bytes, int offset, int length) {
        return verify(layout, bytes, offset, length);
    }

    /// The same where one verifier serves several streams: `known` is what it has learned of this
    /// one.
    public @Nullable Verified verify(KnownLayout known, byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        offence = check(known, bytes, offset, length);
        if (offence != null) {
            counts.onRefused(offence);
            return null;
        }
        verified.at(bytes, offset, length);
        counts.onAccepted(verified.type() == MessageType.UNKNOWN, unknownEnums);
        return verified;
    }

    /// The same in a buffer, of whatever kind and order; what has no array that may be written is
    /// copied into one first.
    public @Nullable Verified verify(ByteBuffer bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.limit());
        if (bytes.hasArray()) {
            return verify(bytes.array(), bytes.arrayOffset() + offset, length);
        }
        if (copy.length < length) {
            copy = new byte[Math.max(length, 2 * copy.length)];
        }
        bytes.get(offset, copy, 0, length);
        return verify(copy, 0, length);
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

    public Counts counts() {
        return counts;
    }

    private @Nullable Offence check(KnownLayout known, byte[] bytes, int offset, int length) {
        try {
            unknownEnums = 0;
            if (known.matches(bytes, offset, length)) {
                return null;
            }
            checks.begin(bytes, offset, length);
            if (!rules.test(checks)) {
                return checks.offence();
            }
            unknownEnums = checks.unknownEnums();
            known.onPassed(checks, rules, bytes, offset, length);
            return null;
        } catch (RuntimeException e) {
            // The reads are bounds-checked: a hole in the verifier ends here, not in memory. It is
            // the peer's message that shows it, so the peer is refused; the fault is ours, so it
            // is counted apart, see Counts.bugs().
            return Offence.VERIFIER_FAILED;
        }
    }

    /// What one verifier has seen; written by its thread, read by anyone who can do with a stale
    /// value.
    public static final class Counts {
        private final long[] refused = new long[Offence.values().length];
        private long accepted;
        private long unknownTypes;
        private long unknownEnums;

        private Counts() {}

        /// Messages that passed.
        public long accepted() {
            return accepted;
        }

        /// Messages that broke this rule.
        public long refused(Offence offence) {
            return refused[offence.ordinal()];
        }

        /// Messages on which the verifier itself failed: our fault, worth an alert at the first.
        public long bugs() {
            return refused(Offence.VERIFIER_FAILED);
        }

        /// Messages that passed and whose body type is from a newer schema.
        public long unknownTypes() {
            return unknownTypes;
        }

        /// Enum values from a newer schema in messages that passed.
        public long unknownEnums() {
            return unknownEnums;
        }

        private void onAccepted(boolean unknownType, int unknownEnumValues) {
            accepted++;
            unknownTypes += unknownType ? 1 : 0;
            unknownEnums += unknownEnumValues;
        }

        private void onRefused(Offence offence) {
            refused[offence.ordinal()]++;
        }
    }
}

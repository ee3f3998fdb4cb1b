package dev.starling.wire.verify;

import dev.starling.wire.bytes.Reads;
import java.util.Arrays;
import java.util.function.Predicate;

/// The make of a message that passed, by which the next ones of the same make are recognised.
///
/// What a program sends over and over differs in ids, times and in its last text or bytes, and lies
/// where the one before it lay. A verifier that only compares is several times faster, and as
/// strict: what a verification decides depends on the bytes that it looks at. So all bytes before
/// the last text or bytes, its *tail*, must be equal, but for fields that no check looks at and
/// that overlap nothing else; and of the tail, length, closing zero, encoding and what comes behind
/// it are checked anew. Whatever is not recognised takes the whole way, and nothing is refused
/// here.
///
/// It learns from a message that took the whole way after some others did, the more the less it was
/// of use. Not thread-safe; allocates only to learn.
public final class KnownLayout {
    private static final int HEAD_BYTES_MAX = 1_024;
    private static final int HEADER_BYTES = 8;
    private static final int LENGTH_BYTES = 4;
    private static final int PADDING_MAX = 7;
    private static final int MISSES_MIN = 4;
    private static final int MISSES_MAX = 1 << 16;
    private static final long[] NOTHING = {};

    private long[] words = NOTHING;
    private long[] masks = NOTHING;
    private int tailAt;
    private int closingBytes;
    private int lengthMax;
    private long headCharged;
    private Recording.Kind kind = Recording.Kind.OBJECT;
    private int misses;
    private int missesMax = MISSES_MIN;

    /// Whether the message that is all of `length` bytes at `offset` is of the known make and
    /// passes.
    public boolean matches(byte[] bytes, int offset, int length) {
        int room = length - tailAt - LENGTH_BYTES - closingBytes;
        if (room < 0 || !knowsHead(bytes, offset)) {
            return false;
        }
        boolean isSound = isTail(bytes, offset + tailAt, offset + length, room);
        misses = isSound ? 0 : misses;
        return isSound;
    }

    /// The message has passed the whole way: learns its make when it is time for it.
    public void onPassed(
            Checks checks, Predicate<Checks> rules, byte[] bytes, int offset, int length) {
        if (++misses >= missesMax && checks.allKnown()) {
            misses = 0;
            missesMax = Math.min(2 * missesMax, MISSES_MAX);
            learn(checks, rules, bytes, offset, length);
        }
    }

    /// Whether it begins as the known one. Only the array's end bounds what is read of it.
    boolean knowsHead(byte[] bytes, int offset) {
        for (int i = 0; i < words.length; i++) {
            if (((Reads.int64(bytes, offset + i * Long.BYTES) ^ words[i]) & masks[i]) != 0) {
                return false;
            }
        }
        return words.length > 0;
    }

    /// @param room bytes between the length and the closing zero at most
    private boolean isTail(byte[] bytes, int at, int end, int room) {
        int count = Reads.int32(bytes, at);
        if (count < 0 || count > room || count > lengthMax) {
            return false;
        }
        int from = at + LENGTH_BYTES;
        int to = from + count;
        long charged = headCharged + LENGTH_BYTES + count + closingBytes;
        return charged <= Window.budget(end - at + tailAt)
                && end - to - closingBytes <= PADDING_MAX
                && isZero(bytes, to, end)
                && isEncoded(bytes, from, to);
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isEncoded(byte[] bytes, int from, int to) {
        return switch (kind) {
            case TEXT -> Utf8.fault(bytes, from, to) == Utf8.FINE;
            case ASCII -> Utf8.asciiFault(bytes, from, to) == Utf8.FINE;
            case BYTES -> true;
            case OBJECT, FIELD, OPAQUE_FIELD, ELEMENTS -> false;
        };
    }

    private void learn(
            Checks checks, Predicate<Checks> rules, byte[] bytes, int offset, int length) {
        Recording recording = new Recording();
        checks.record(recording);
        try {
            checks.begin(bytes, offset, length);
            if (rules.test(checks) && recording.isWhole()) {
                take(recording, checks.charged(), bytes, offset);
            }
        } finally {
            checks.record(null);
        }
    }

    private void take(Recording recording, long charged, byte[] bytes, int offset) {
        int tail = tailOf(recording);
        int headBytes = tail < 0 ? 0 : recording.start(tail) - offset;
        if (headBytes < HEADER_BYTES || headBytes > HEAD_BYTES_MAX) {
            return;
        }
        kind = recording.kind(tail);
        tailAt = headBytes;
        closingBytes = kind == Recording.Kind.BYTES ? 0 : 1;
        lengthMax = recording.lengthMax(tail);
        headCharged = charged - (recording.end(tail) - recording.start(tail));
        masks = masks(recording, offset);
        words = words(bytes, offset, masks.length);
    }

    /// The text or bytes behind which nothing lies, or -1.
    private static int tailOf(Recording recording) {
        int last = 0;
        for (int i = 1; i < recording.count(); i++) {
            last = recording.end(i) > recording.end(last) ? i : last;
        }
        for (int i = 0; i < recording.count(); i++) {
            if (i != last && recording.end(i) > recording.start(last)) {
                return -1;
            }
        }
        return switch (recording.kind(last)) {
            case TEXT, ASCII, BYTES -> last;
            case OBJECT, FIELD, OPAQUE_FIELD, ELEMENTS -> -1;
        };
    }

    /// Ones for the bytes that must be equal. Of the last word only half may belong to the head.
    private long[] masks(Recording recording, int offset) {
        byte[] all = new byte[(tailAt + Long.BYTES - 1) / Long.BYTES * Long.BYTES];
        Arrays.fill(all, 0, tailAt, (byte) 0xFF);
        for (int i = 0; i < recording.count(); i++) {
            if (recording.kind(i) == Recording.Kind.OPAQUE_FIELD && isAlone(recording, i)) {
                Arrays.fill(all, recording.start(i) - offset, recording.end(i) - offset, (byte) 0);
            }
        }
        return words(all, 0, all.length / Long.BYTES);
    }

    private static long[] words(byte[] bytes, int offset, int count) {
        long[] words = new long[count];
        for (int i = 0; i < count; i++) {
            words[i] = Reads.int64(bytes, offset + i * Long.BYTES);
        }
        return words;
    }

    /// Whether nothing overlaps the field but the table that it is in. In a message that somebody
    /// has made to deceive the same bytes may be looked at as something else.
    private static boolean isAlone(Recording recording, int field) {
        int overlapping = 0;
        for (int i = 0; i < recording.count(); i++) {
            boolean overlaps =
                    i != field
                            && recording.start(i) < recording.end(field)
                            && recording.end(i) > recording.start(field);
            overlapping += overlaps ? 1 : 0;
        }
        return overlapping == 1;
    }
}

package dev.starling.wire.verify;

import dev.starling.wire.Offence;
import dev.starling.wire.bytes.Reads;
import org.jspecify.annotations.Nullable;

/// What a verification may touch and spend: the bytes of one message or of a FlatBuffer nested in
/// it, the byte budget, the depth, and the first rule broken.
///
/// The budget is four times the length and 64; whatever is visited charges its size before it is
/// read through, 4 bytes at least. So parts that are shared over and over end the verification in
/// time linear in the length, and nothing is visited more than length + 16 times.
final class Window {
    private static final int DEPTH_MAX = 16;
    private static final int CHARGE_MIN = 4;
    private static final int FROM_FIRST_BYTE = 1;
    private static final int FROM_PREFIX = 2;
    private static final int NEITHER = 4;
    private static final int PADDING_MAX = 7;
    private static final int SAVED_INTS = 5;

    static final byte[] NOTHING = {};

    byte[] bytes = NOTHING;
    int base;
    int end;
    int depth;
    int visits;
    long budget;
    boolean allKnown;
    @Nullable Recording recording;
    Offence offence = Offence.VERIFIER_FAILED;
    int offenceAt;

    private int highest;
    private int alignments;
    private int nestings;

    // A nested FlatBuffer is opened within a table, so there are never more than tables.
    private int[] saved = {};

    void begin(byte[] message, int offset, int length) {
        bytes = message;
        depth = 0;
        visits = 0;
        budget = budget(length);
        offence = Offence.VERIFIER_FAILED;
        offenceAt = offset;
        nestings = 0;
        take(offset, offset + length);
    }

    /// What the parts of a message of so many bytes may cost.
    static long budget(int length) {
        return 4L * length + 64;
    }

    boolean refuse(Offence rule, int at) {
        offence = rule;
        offenceAt = at;
        return false;
    }

    /// Pays for an object that was seen to lie inside the window.
    boolean charge(int at, int size) {
        int price = Math.max(size, CHARGE_MIN);
        if (price > budget) {
            return refuse(Offence.BUDGET, at);
        }
        budget -= price;
        visits++;
        highest = Math.max(highest, at + size);
        if (recording != null) {
            recording.object(at, size);
        }
        return true;
    }

    boolean descend(int at) {
        return ++depth <= DEPTH_MAX || refuse(Offence.DEPTH, at);
    }

    /// A multiple of 8 is counted from the message's first byte or from the length prefix before
    /// it: builders do either, and people put prefixes before finished messages by hand. Within one
    /// message it must be the same for all.
    boolean align(int at, int multiple) {
        int off = at - base;
        if (multiple < 8) {
            return (off & (multiple - 1)) == 0 || refuse(Offence.MISALIGNED, at);
        }
        if ((off & (multiple - 1)) == 0) {
            alignments |= FROM_FIRST_BYTE;
        } else if ((off + 4 & (multiple - 1)) == 0) {
            alignments |= FROM_PREFIX;
        } else {
            alignments |= NEITHER;
        }
        return alignments <= FROM_PREFIX || refuse(Offence.MISALIGNED, at);
    }

    /// Nothing may hide behind the last object, or one message would have many forms. With an
    /// unknown part aboard nobody knows which object is the last.
    boolean endsCleanly() {
        if (!allKnown) {
            return true;
        }
        if (end - highest > PADDING_MAX) {
            return refuse(Offence.TRAILING, highest);
        }
        for (int at = highest; at < end; at++) {
            if (Reads.uint8(bytes, at) != 0) {
                return refuse(Offence.TRAILING, at);
            }
        }
        return true;
    }

    /// Goes into the FlatBuffer that is all of `length` bytes at `at`; depth and budget go with it.
    void narrow(int at, int length) {
        if (recording != null) {
            recording.isPart();
        }
        if (saved.length == 0) {
            saved = new int[SAVED_INTS * (DEPTH_MAX + 1)];
        }
        int top = nestings++ * SAVED_INTS;
        saved[top] = base;
        saved[top + 1] = end;
        saved[top + 2] = highest;
        saved[top + 3] = alignments;
        saved[top + 4] = allKnown ? 1 : 0;
        take(at, at + length);
    }

    void widen() {
        int top = --nestings * SAVED_INTS;
        base = saved[top];
        end = saved[top + 1];
        highest = saved[top + 2];
        alignments = saved[top + 3];
        allKnown = saved[top + 4] != 0;
    }

    private void take(int from, int to) {
        base = from;
        end = to;
        highest = from;
        alignments = 0;
        allKnown = true;
    }
}

package dev.starling.wire;

import dev.starling.wire.bytes.Reads;
import dev.starling.wire.bytes.VerifiedTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// A string field where it lies: UTF-8 bytes, decoded only when asked.
///
/// Reused by the view it came from: valid until that view reads the same field again or another
/// message.
public final class Text {
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int start;
    private int length = -1;

    Text() {}

    /// Points at the string that this field of the table points to.
    Text at(VerifiedTable table, int slot) {
        return at(table.bytes(), table.target(slot));
    }

    /// Points at the string at `string`, [VerifiedTable#ABSENT] for none.
    Text at(byte[] newBytes, int string) {
        bytes = newBytes;
        length = string == VerifiedTable.ABSENT ? -1 : Reads.int32(newBytes, string);
        start = string + Integer.BYTES;
        return this;
    }

    /// Whether the message carries this field at all; an absent one reads as empty.
    public boolean isPresent() {
        return length >= 0;
    }

    /// Length in bytes of UTF-8.
    public int sizeBytes() {
        return Math.max(length, 0);
    }

    /// Copies `count` bytes of UTF-8 from `from` on to `target` at `at`.
    ///
    /// @throws IndexOutOfBoundsException where there are fewer, here or there
    public void copyTo(int from, int count, byte[] target, int at) {
        Objects.checkFromIndexSize(from, count, sizeBytes());
        System.arraycopy(bytes, count == 0 ? 0 : start + from, target, at, count);
    }

    /// Copies all bytes to `target` at `at` and says how many.
    public int copyTo(byte[] target, int at) {
        int count = sizeBytes();
        System.arraycopy(bytes, count == 0 ? 0 : start, target, at, count);
        return count;
    }

    /// Whether the bytes are these: no decoding, no allocation.
    public boolean contentEquals(byte[] utf8) {
        int count = sizeBytes();
        return count == utf8.length
                && (count == 0 || Arrays.equals(bytes, start, start + count, utf8, 0, count));
    }

    /// Decodes; allocates the string. Empty when absent.
    @Override
    public String toString() {
        int count = sizeBytes();
        return count == 0 ? "" : new String(bytes, start, count, StandardCharsets.UTF_8);
    }
}

package dev.starling.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A string field where it lies: UTF-8 bytes, decoded only when asked.
///
/// Reused by the view it came from: valid until that view reads the same field again or another
/// message.
public final class Text {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer bytes = NOTHING;
    private int start;
    private int length = -1;

    Text() {}

    /// Takes over the window that a generated accessor set on `window`, then opens it fully again.
    Text take(ByteBuffer source, @Nullable ByteBuffer window) {
        bytes = source;
        length = window == null ? -1 : window.remaining();
        start = window == null ? 0 : window.position();
        source.clear();
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

    /// Copies all bytes to `target` at `at` and says how many.
    public int copyTo(byte[] target, int at) {
        int count = sizeBytes();
        bytes.get(start, target, at, count);
        return count;
    }

    /// Whether the bytes are these: no decoding, no allocation.
    public boolean contentEquals(byte[] utf8) {
        if (utf8.length != sizeBytes()) {
            return false;
        }
        for (int i = 0; i < utf8.length; i++) {
            if (bytes.get(start + i) != utf8[i]) {
                return false;
            }
        }
        return true;
    }

    /// Decodes; allocates the string. Empty when absent.
    @Override
    public String toString() {
        if (bytes.hasArray()) {
            int offset = bytes.arrayOffset() + start;
            return new String(bytes.array(), offset, sizeBytes(), StandardCharsets.UTF_8);
        }
        byte[] copy = new byte[sizeBytes()];
        copyTo(copy, 0);
        return new String(copy, StandardCharsets.UTF_8);
    }
}

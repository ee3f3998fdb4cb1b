package dev.starling.transport.frame;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The message of a frame that straddles two reads, as far as it has come.
///
/// Its buffer doubles with the bytes that came: a length costs its sender as much as it costs us.
final class PartialFrame {
    private final FrameMemory memory;
    private @Nullable ByteBuffer buffer;
    private int filled;
    private long copiedBytes;

    PartialFrame(FrameMemory memory) {
        this.memory = memory;
    }

    int filledBytes() {
        return filled;
    }

    /// Bytes copied in all: into the buffer, and from one buffer to a larger one.
    long copiedBytes() {
        return copiedBytes;
    }

    /// Takes memory for so many bytes more; false when there is none.
    boolean reserve(int more) {
        int needed = filled + more;
        if (buffer != null && buffer.capacity() >= needed) {
            return true;
        }
        ByteBuffer larger = memory.lend(needed);
        if (larger == null) {
            return false;
        }
        if (buffer != null) {
            larger.put(0, buffer, 0, filled);
            copiedBytes += filled;
            memory.giveBack(buffer);
        }
        buffer = larger;
        return true;
    }

    /// Appends a word to what was reserved.
    void append(int word) {
        buffer().putInt(filled, word);
        filled += Integer.BYTES;
        copiedBytes += Integer.BYTES;
    }

    /// Appends bytes to what was reserved.
    void append(ByteBuffer source, int at, int count) {
        buffer().put(filled, source, at, count);
        filled += count;
        copiedBytes += count;
    }

    ByteBuffer buffer() {
        if (buffer == null) {
            throw new IllegalStateException("nothing was reserved");
        }
        return buffer;
    }

    /// Starts over in the same buffer.
    void clear() {
        filled = 0;
    }

    void release() {
        if (buffer != null) {
            memory.giveBack(buffer);
            buffer = null;
        }
        filled = 0;
    }
}

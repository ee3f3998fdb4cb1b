package dev.starling.transport.frame;

import dev.starling.wire.bytes.Reads;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The message of a frame that straddles two reads, as far as it has come.
///
/// Its array doubles with the bytes that came: a length costs its sender as much as it costs us.
final class PartialFrame {
    private final FrameMemory memory;
    private byte @Nullable [] array;
    private int filled;
    private long copiedBytes;

    PartialFrame(FrameMemory memory) {
        this.memory = memory;
    }

    int filledBytes() {
        return filled;
    }

    /// Bytes copied in all: into the array, and from one array to a larger one.
    long copiedBytes() {
        return copiedBytes;
    }

    /// Takes memory for so many bytes more; false when there is none.
    boolean reserve(int more) {
        int needed = filled + more;
        if (array != null && array.length >= needed) {
            return true;
        }
        byte[] larger = memory.lend(needed);
        if (larger == null) {
            return false;
        }
        if (array != null) {
            System.arraycopy(array, 0, larger, 0, filled);
            copiedBytes += filled;
            memory.giveBack(array);
        }
        array = larger;
        return true;
    }

    /// Appends a word to what was reserved.
    void append(int word) {
        Reads.putInt32(array(), filled, word);
        filled += Integer.BYTES;
        copiedBytes += Integer.BYTES;
    }

    /// Appends bytes to what was reserved.
    void append(ByteBuffer source, int at, int count) {
        source.get(at, array(), filled, count);
        filled += count;
        copiedBytes += count;
    }

    byte[] array() {
        if (array == null) {
            throw new IllegalStateException("nothing was reserved");
        }
        return array;
    }

    /// Starts over in the same array.
    void clear() {
        filled = 0;
    }

    void release() {
        if (array != null) {
            memory.giveBack(array);
            array = null;
        }
        filled = 0;
    }
}

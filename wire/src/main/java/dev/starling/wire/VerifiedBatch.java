package dev.starling.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A private copy of messages that passed, back to back, for another thread to read.
///
/// First messages are added, then read in the same order, then it is cleared. One thread at a time.
/// It takes whatever it is given: who adds bounds it.
public final class VerifiedBatch {
    private static final int BYTES_MIN = 1_024;

    private final Verified view = new Verified();
    private byte[] array = new byte[0];
    private ByteBuffer bytes = over(array);
    private int end;
    private int next;
    private int count;

    /// Copies the message.
    public void add(Verified message) {
        int size = message.sizeBytes();
        ensureRoom(Math.addExact(Integer.BYTES, size));
        bytes.putInt(end, size);
        message.copyTo(array, end + Integer.BYTES);
        end += Integer.BYTES + size;
        count++;
    }

    /// Copies all messages of another batch of which none has been read.
    public void addAll(VerifiedBatch other) {
        ensureRoom(other.end);
        System.arraycopy(other.array, 0, array, end, other.end);
        end += other.end;
        count += other.count;
    }

    /// Messages added since the last [#clear].
    public int count() {
        return count;
    }

    /// Bytes of these messages.
    public long sizeBytes() {
        return end - (long) count * Integer.BYTES;
    }

    /// The next message, in the one view of this batch: valid until the next call or [#clear].
    ///
    /// @throws IllegalStateException when all have been read
    public Verified next() {
        if (next == end) {
            throw new IllegalStateException("all messages of this batch have been read");
        }
        int size = bytes.getInt(next);
        int start = next + Integer.BYTES;
        next = start + size;
        return view.at(bytes, start, size);
    }

    /// Forgets all messages and keeps the memory for the next ones.
    public void clear() {
        end = 0;
        next = 0;
        count = 0;
    }

    /// Forgets all messages and keeps no memory.
    public void giveBack() {
        clear();
        resize(0);
    }

    /// Memory it has, used or not.
    public int heldBytes() {
        return array.length;
    }

    private void ensureRoom(int more) {
        int needed = Math.addExact(end, more);
        if (needed > array.length) {
            long doubled = Math.max(2L * array.length, BYTES_MIN);
            resize((int) Math.min(Math.max(doubled, needed), Integer.MAX_VALUE));
        }
    }

    private void resize(int size) {
        array = Arrays.copyOf(array, size);
        bytes = over(array);
    }

    private static ByteBuffer over(byte[] array) {
        return ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    }
}

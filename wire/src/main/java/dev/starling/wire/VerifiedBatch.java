package dev.starling.wire;

import dev.starling.wire.bytes.Reads;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A private copy of messages that passed, back to back, for another thread to read.
///
/// First messages are added, then read in the same order, then it is cleared. One thread at a time.
/// It takes whatever it is given: who adds bounds it.
public final class VerifiedBatch {
    private static final int BYTES_MIN = 1_024;

    /// What is larger grows by half: two reads of 64 KiB and a little more are a usual size.
    private static final int DOUBLED_BYTES_MAX = 64 << 10;

    private static final byte[] NOTHING = {};

    private @Nullable Verified view; // Made when the first is read.
    private byte[] bytes = NOTHING;
    private int end;
    private int next;
    private int count;

    /// Copies the message.
    public void add(Verified message) {
        int size = message.sizeBytes();
        ensureRoom(Math.addExact(Integer.BYTES, size));
        Reads.putInt32(bytes, end, size);
        message.copyTo(bytes, end + Integer.BYTES);
        end += Integer.BYTES + size;
        count++;
    }

    /// Copies all messages of another batch of which none has been read.
    public void addAll(VerifiedBatch other) {
        ensureRoom(other.end);
        System.arraycopy(other.bytes, 0, bytes, end, other.end);
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
        int size = Reads.int32(bytes, next);
        int start = next + Integer.BYTES;
        next = start + size;
        Verified current = view;
        if (current == null) {
            current = new Verified();
            view = current;
        }
        return current.at(bytes, start, size);
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
        bytes = NOTHING;
        view = null;
    }

    /// Memory it has, used or not.
    public int heldBytes() {
        return bytes.length;
    }

    private void ensureRoom(int more) {
        int needed = Math.addExact(end, more);
        if (needed > bytes.length) {
            long half = bytes.length < DOUBLED_BYTES_MAX ? bytes.length : bytes.length / 2L;
            long grown = Math.max(bytes.length + half, BYTES_MIN);
            resize((int) Math.min(Math.max(grown, needed), Integer.MAX_VALUE));
        }
    }

    private void resize(int size) {
        bytes = Arrays.copyOf(bytes, size);
    }
}

package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A bounded store of heap buffers in powers of two, shared by any number of readers and threads.
///
/// It is asked when a frame straddles two reads, not for each message, so one short lock is cheap.
/// It lends without limit: who must bound the whole puts a bound before it.
public final class FramePool implements FrameMemory {
    private static final int BUFFER_BYTES_MIN = 512;
    private static final int BUFFER_BYTES_MAX = 1 << 30;

    private final int keptBytesMax;
    private final ArrayDeque<ByteBuffer>[] kept = stores();
    private int keptBytes;

    /// @param keptBytesMax bytes kept for the next frame while no frame needs them
    public FramePool(int keptBytesMax) {
        this.keptBytesMax = keptBytesMax;
    }

    /// Capacity of the buffer that [#lend] answers with.
    public static int bufferBytes(int bytesMin) {
        if (bytesMin > BUFFER_BYTES_MAX) {
            throw new IllegalArgumentException("no frame buffer holds " + bytesMin + " bytes");
        }
        int floor = Math.max(bytesMin, BUFFER_BYTES_MIN);
        return Integer.highestOneBit(floor - 1) << 1;
    }

    @Override
    public ByteBuffer lend(int bytesMin) {
        int size = bufferBytes(bytesMin);
        ByteBuffer buffer = takeKept(size);
        return buffer != null ? buffer : ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public synchronized void giveBack(ByteBuffer buffer) {
        if (keptBytes + (long) buffer.capacity() <= keptBytesMax) {
            keptBytes += buffer.capacity();
            kept[store(buffer.capacity())].push(buffer.clear());
        }
    }

    /// Never said: this store lends without limit.
    @Override
    public Offence fullOffence() {
        throw new IllegalStateException("a frame pool is never full");
    }

    synchronized int keptBytes() {
        return keptBytes;
    }

    private synchronized @Nullable ByteBuffer takeKept(int size) {
        ByteBuffer buffer = kept[store(size)].poll();
        keptBytes -= buffer == null ? 0 : size;
        return buffer;
    }

    private static int store(int size) {
        return Integer.numberOfTrailingZeros(size / BUFFER_BYTES_MIN);
    }

    // Arrays of a generic type can only be made raw; nothing but deques of buffers goes in.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<ByteBuffer>[] stores() {
        ArrayDeque<ByteBuffer>[] stores = new ArrayDeque[store(BUFFER_BYTES_MAX) + 1];
        for (int i = 0; i < stores.length; i++) {
            stores[i] = new ArrayDeque<>(1);
        }
        return stores;
    }
}

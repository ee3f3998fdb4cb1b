package dev.starling.transport.frame;

import dev.starling.wire.Offence;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A bounded store of arrays in powers of two, shared by any number of readers and threads.
///
/// It is asked when a frame straddles two reads, not for each message, so one short lock is cheap.
/// It lends without limit: who must bound the whole puts a bound before it.
public final class FramePool implements FrameMemory {
    private static final int ARRAY_BYTES_MIN = 512;
    private static final int ARRAY_BYTES_MAX = 1 << 30;

    private final int keptBytesMax;
    private final ArrayDeque<byte[]>[] kept = stores();
    private int keptBytes;

    /// @param keptBytesMax bytes kept for the next frame while no frame needs them
    public FramePool(int keptBytesMax) {
        this.keptBytesMax = keptBytesMax;
    }

    /// Length of the array that [#lend] answers with.
    public static int arrayBytes(int bytesMin) {
        if (bytesMin > ARRAY_BYTES_MAX) {
            throw new IllegalArgumentException("no array holds " + bytesMin + " bytes");
        }
        int floor = Math.max(bytesMin, ARRAY_BYTES_MIN);
        return Integer.highestOneBit(floor - 1) << 1;
    }

    @Override
    public byte[] lend(int bytesMin) {
        int size = arrayBytes(bytesMin);
        byte[] array = takeKept(size);
        return array != null ? array : new byte[size];
    }

    @Override
    public synchronized void giveBack(byte[] array) {
        if (keptBytes + (long) array.length <= keptBytesMax) {
            keptBytes += array.length;
            kept[store(array.length)].push(array);
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

    private synchronized byte @Nullable [] takeKept(int size) {
        byte[] array = kept[store(size)].poll();
        keptBytes -= array == null ? 0 : size;
        return array;
    }

    private static int store(int size) {
        return Integer.numberOfTrailingZeros(size / ARRAY_BYTES_MIN);
    }

    // Arrays of a generic type can only be made raw; nothing but deques of arrays goes in.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ArrayDeque<byte[]>[] stores() {
        ArrayDeque<byte[]>[] stores = new ArrayDeque[store(ARRAY_BYTES_MAX) + 1];
        for (int i = 0; i < stores.length; i++) {
            stores[i] = new ArrayDeque<>(1);
        }
        return stores;
    }
}

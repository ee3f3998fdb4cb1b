package dev.starling.iocp.twin;

import dev.starling.iocp.winsock.NativeMemory;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.buffer.UnpooledHeapByteBuf;
import java.nio.ByteBuffer;
import java.util.BitSet;

/// Buffers that are poison once they were released, in memory that is always there: so whoever
/// reads or writes them too late is found, and nothing crashes.
public final class PoisonedMemory extends AbstractByteBufAllocator {
    /// No byte of what the schedules send is like it.
    public static final byte POISON = (byte) 0xdd;

    private static final int BLOCK_BYTES = 64;

    private final ByteBuffer memory;
    private final long address;
    private final BitSet live = new BitSet();
    private int nextBlock;

    public PoisonedMemory(int bytes) {
        super(true);
        memory = ByteBuffer.allocateDirect(bytes);
        address = NativeMemory.addressOf(memory);
    }

    /// Whether a buffer that nobody has released covers all these bytes.
    public boolean isLive(long from, int bytes) {
        int first = block(from);
        int end = block(from + Math.max(bytes, 1) - 1) + 1;
        return first >= 0 && live.nextClearBit(first) >= end;
    }

    /// Blocks of buffers that nobody has released.
    public int liveBlocks() {
        return live.cardinality();
    }

    /// Begins from the start.
    public void reset() {
        live.clear();
        nextBlock = 0;
    }

    @Override
    public boolean isDirectBufferPooled() {
        return true;
    }

    @Override
    protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
        return new UnpooledHeapByteBuf(this, initialCapacity, maxCapacity);
    }

    @Override
    protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
        int first = nextBlock;
        nextBlock += Math.ceilDiv(Math.max(initialCapacity, 1), BLOCK_BYTES);
        live.set(first, nextBlock);
        return new Poisoned(
                memory.slice(first * BLOCK_BYTES, initialCapacity), maxCapacity, first, nextBlock);
    }

    private int block(long at) {
        return (int) Math.floorDiv(at - address, (long) BLOCK_BYTES);
    }

    private final class Poisoned extends UnpooledDirectByteBuf {
        private final int first;
        private final int end;

        Poisoned(ByteBuffer bytes, int maxCapacity, int first, int end) {
            super(PoisonedMemory.this, bytes, maxCapacity);
            this.first = first;
            this.end = end;
            setIndex(0, 0);
        }

        @Override
        protected void deallocate() {
            live.clear(first, end);
            NativeMemory.fill(
                    address + (long) first * BLOCK_BYTES,
                    (long) (end - first) * BLOCK_BYTES,
                    POISON);
            super.deallocate();
        }
    }
}

package dev.starling.transport.batch;

import dev.starling.wire.WireLimits;
import dev.starling.wire.build.Encoded;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// One contiguous buffer of outgoing frames: filled by senders, then written by the loop.
public final class Batch {
    private final ByteBuf buffer;
    private final ByteBuffer view;
    private int filledBytes;

    Batch(ByteBufAllocator allocator, int capacityBytes) {
        this.buffer = allocator.directBuffer(capacityBytes, capacityBytes);
        this.view = buffer.nioBuffer(0, capacityBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// What it holds, for the pipe that writes it. The batch keeps its own reference.
    public ByteBuf buffer() {
        return buffer;
    }

    /// Bytes of the frames in it.
    public int filledBytes() {
        return filledBytes;
    }

    /// Bytes that the pipe has not taken yet.
    public int unwrittenBytes() {
        return buffer.readableBytes();
    }

    int roomBytes() {
        return view.capacity() - filledBytes;
    }

    int capacityBytes() {
        return view.capacity();
    }

    void add(Encoded message, int sizeBytes) {
        int start = filledBytes;
        message.copyTo(view, start + WireLimits.PREFIX_BYTES);
        view.putInt(start, sizeBytes);
        filledBytes = start + WireLimits.PREFIX_BYTES + sizeBytes;
    }

    /// From here on the loop's: no more is added.
    void seal() {
        buffer.setIndex(0, filledBytes);
    }

    void clear() {
        buffer.clear();
        filledBytes = 0;
    }

    void free() {
        buffer.release();
    }
}

package dev.starling.iocp.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/// Buffers in the form in which the system takes them: only a direct one has an address.
public final class DirectBuffers {
    private DirectBuffers() {}

    /// The buffer, or its bytes in a direct one; the caller's reference goes with it.
    public static ByteBuf sendable(ByteBuf buffer, ByteBufAllocator allocator) {
        return buffer.isDirect() ? buffer : copied(buffer, allocator);
    }

    /// The bytes in a direct buffer of one piece; the caller's reference is released.
    public static ByteBuf copied(ByteBuf buffer, ByteBufAllocator allocator) {
        int bytes = buffer.readableBytes();
        ByteBuf direct = allocator.directBuffer(bytes);
        direct.writeBytes(buffer, buffer.readerIndex(), bytes);
        buffer.release();
        return direct;
    }

    /// The fresh buffer, or one of the same size that can be received into.
    public static ByteBuf receivable(ByteBuf fresh, ByteBufAllocator allocator) {
        if (fresh.isDirect() && fresh.nioBufferCount() == 1) {
            return fresh;
        }
        int bytes = fresh.writableBytes();
        fresh.release();
        return allocator.directBuffer(bytes);
    }
}

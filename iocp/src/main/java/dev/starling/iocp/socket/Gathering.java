package dev.starling.iocp.socket;

import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.winsock.NativeMemory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundBuffer.MessageProcessor;
import io.netty.channel.FileRegion;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Puts as much of what was flushed as one operation takes into its list of buffers; used for one
/// operation after the other.
///
/// Each message is held by the operation, for a channel that fails releases it while the system may
/// still read it.
public final class Gathering implements MessageProcessor {
    private static final int BYTES_MAX = 1 << 20;
    private static final int BYTES_MIN = 4 << 10;

    private int bytesMax = BYTES_MAX;
    private int roomBytes;
    private @Nullable Operations operations;
    private @Nullable Operation operation;

    /// What was flushed and is not sent, of buffers and of regions of files.
    public static long flushedBytes(ChannelOutboundBuffer out) {
        long[] sum = new long[1];
        forEach(
                out,
                message -> {
                    sum[0] +=
                            message instanceof FileRegion region
                                    ? region.count() - region.transferred()
                                    : ((ByteBuf) message).readableBytes();
                    return true;
                });
        return sum[0];
    }

    /// Gathers from `out`, which has something to send.
    ///
    /// @param most bytes, beside the bounds of one operation
    public void gather(ChannelOutboundBuffer out, Operations into, Operation holder, long most) {
        roomBytes = (int) Math.min(bytesMax, most);
        operations = into;
        operation = holder;
        into.clearBuffers();
        try {
            forEach(out, this);
        } finally {
            operations = null;
            operation = null;
        }
    }

    private static void forEach(ChannelOutboundBuffer out, MessageProcessor each) {
        try {
            out.forEachFlushedMessage(each);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("no processor here declares one", e);
        }
    }

    /// The system had no memory for so much: less is tried next, down to a page.
    ///
    /// @return whether there is less to try
    public boolean shrink() {
        boolean shrinks = bytesMax > BYTES_MIN;
        bytesMax = Math.max(BYTES_MIN, bytesMax / 2);
        return shrinks;
    }

    /// The system had memory again: more is tried next.
    public void grow() {
        bytesMax = Math.min(BYTES_MAX, 2 * bytesMax);
    }

    @Override
    public boolean processMessage(Object message) {
        if (!(message instanceof ByteBuf buffer)) {
            return false;
        }
        int readable = buffer.readableBytes();
        if (readable == 0) {
            return true;
        }
        Objects.requireNonNull(operation).hold(buffer.retain());
        if (buffer.nioBufferCount() == 1) {
            add(NativeMemory.addressOf(buffer, buffer.readerIndex(), readable), readable);
            return hasRoom();
        }
        for (ByteBuffer part : buffer.nioBuffers()) {
            if (part.hasRemaining() && hasRoom()) {
                add(NativeMemory.addressOf(part), part.remaining());
            }
        }
        return hasRoom();
    }

    private void add(long address, int bytes) {
        int taken = Math.min(bytes, roomBytes);
        Objects.requireNonNull(operations).addBuffer(address, taken);
        roomBytes -= taken;
    }

    private boolean hasRoom() {
        return roomBytes > 0
                && Objects.requireNonNull(operations).bufferCount() < Operations.BUFFERS_MAX;
    }
}

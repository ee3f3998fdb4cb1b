package dev.starling.iocp;

import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.socket.DirectBuffers;
import dev.starling.iocp.socket.Gathering;
import dev.starling.iocp.socket.RegionChunk;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.FileRegion;
import io.netty.util.internal.StringUtil;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The output of a connection: one operation at a time, for as much of what was flushed as it
/// takes. What is flushed meanwhile goes with the next. Loop only.
final class SocketWriter {
    private final IocpSocketChannel channel;
    private final Gathering gathering = new Gathering();
    private final RegionChunk regionChunk = new RegionChunk();
    private boolean sending;
    private long leftBytes = Long.MAX_VALUE;
    private int unremovedBytes;

    SocketWriter(IocpSocketChannel channel) {
        this.channel = channel;
    }

    /// The message in the form in which it can be sent: the system reads direct memory only.
    static Object sendable(Object message, ByteBufAllocator allocator) {
        if (message instanceof FileRegion) {
            return message;
        }
        if (message instanceof ByteBuf buffer) {
            return DirectBuffers.sendable(buffer, allocator);
        }
        throw new UnsupportedOperationException(
                "unsupported message type: "
                        + StringUtil.simpleClassName(message)
                        + " (expected: ByteBuf, FileRegion)");
    }

    boolean isSending() {
        return sending;
    }

    /// The output is about to end: nothing is sent any more but what was flushed by now.
    void finish(ChannelOutboundBuffer out) {
        long flushed = regionChunk.unsentBytes() + Gathering.flushedBytes(out) - unremovedBytes;
        leftBytes = Math.min(leftBytes, flushed);
    }

    /// Sends from `out` what one operation takes, if there is something to send.
    ///
    /// A channel that closes still offers what was flushed, as one that does not wait for ends of
    /// operations has done by then; what the system does not take at once is not sent.
    void send(ChannelOutboundBuffer out) throws IOException {
        // Whoever is told of what is removed here may flush: to send that is not his.
        sending = true;
        Operation operation = null;
        try {
            operation = start(out);
            if (operation != null && channel.isClosing()) {
                channel.association().operations().cancel(operation);
            }
        } finally {
            sending = operation != null;
            if (operation == null) {
                regionChunk.free();
            }
        }
    }

    private @Nullable Operation start(ChannelOutboundBuffer out) throws IOException {
        Object next = next(out);
        if (next == null) {
            return null;
        }
        Operations operations = channel.association().operations();
        Operation operation = operations.take(channel.association(), OperationKind.SEND);
        try {
            if (next instanceof FileRegion) {
                regionChunk.gather(operations, operation);
            } else {
                gathering.gather(out, operations, operation, leftBytes);
            }
        } catch (RuntimeException | Error e) {
            operations.giveUp(operation); // a buffer that somebody has released too early
            throw e;
        }
        operations.send(operation);
        return operation;
    }

    /// What is to be sent next; what has no bytes is removed, also when nothing else may be sent.
    private @Nullable Object next(ChannelOutboundBuffer out) throws IOException {
        out.removeBytes(0);
        while (out.current() instanceof FileRegion region && isSent(region)) {
            out.remove();
            out.removeBytes(0);
        }
        if (leftBytes > 0 && isOutputOf(out) && out.current() instanceof FileRegion region) {
            regionChunk.fill(region, channel.alloc());
        }
        return leftBytes > 0 && isOutputOf(out) ? out.current() : null;
    }

    private boolean isSent(FileRegion region) {
        return !regionChunk.isFilled() && region.transferred() >= region.count();
    }

    /// Whoever was told of something may have closed the channel or its output. A socket that could
    /// not be cancelled is closed before its channel is: its number may be another's.
    private boolean isOutputOf(ChannelOutboundBuffer out) {
        return channel.isOpen() && channel.unsafe().outboundBuffer() == out;
    }

    /// An operation has ended. `out` is null when the output was shut down meanwhile.
    ///
    /// It counts as under way until all is accounted for: a promise that is kept may let somebody
    /// flush, who would send what is about to be removed once more.
    void onSent(Operation operation, @Nullable ChannelOutboundBuffer out) {
        operation.release();
        if (out != null && operation.code() == 0) {
            progress(out, operation.transferredBytes());
        }
        sending = false;
        if (out == null) {
            regionChunk.free();
        } else if (operation.code() == 0) {
            gathering.grow();
            sendOn(out);
        } else if (operation.code() == Codes.WSAENOBUFS && gathering.shrink()) {
            sendOn(out);
        } else {
            regionChunk.free();
            if (!channel.isClosing()) {
                channel.onWriteFailed(
                        NativeErrors.exception(operation.kind().call(), operation.code()));
            }
        }
    }

    private void sendOn(ChannelOutboundBuffer out) {
        try {
            send(out);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            if (!channel.isClosing()) {
                channel.onWriteFailed(e);
            }
        }
    }

    private void progress(ChannelOutboundBuffer out, int bytes) {
        leftBytes -= bytes;
        if (!regionChunk.isFilled()) {
            removeSent(out, bytes);
            return;
        }
        regionChunk.onSent(bytes);
        out.progress(bytes);
        if (out.current() instanceof FileRegion region && isSent(region)) {
            out.remove();
        }
    }

    /// One message after the other: whoever is told of one may end the output, and what is left of
    /// that is counted without the rest of what was sent.
    private void removeSent(ChannelOutboundBuffer out, int bytes) {
        unremovedBytes = bytes;
        while (unremovedBytes > 0 && out.current() instanceof ByteBuf buffer) {
            int readable = buffer.readableBytes();
            if (readable > unremovedBytes) {
                int part = unremovedBytes;
                unremovedBytes = 0;
                out.removeBytes(part);
            } else {
                // As it is: some write a buffer again and again.
                out.progress(readable);
                unremovedBytes -= readable;
                out.remove();
            }
        }
        unremovedBytes = 0;
    }
}

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
        leftBytes = regionChunk.unsentBytes() + Gathering.flushedBytes(out);
    }

    /// Sends from `out` what one operation takes; the operation, null when there is nothing to
    /// send.
    @Nullable Operation send(ChannelOutboundBuffer out) throws IOException {
        out.removeBytes(0); // buffers without a byte
        // A socket that could not be cancelled is closed already: its number may be another's.
        if (leftBytes <= 0 || !channel.isOpen()) {
            return null;
        }
        Object next = out.current();
        while (next instanceof FileRegion region && !regionChunk.fill(region, channel.alloc())) {
            out.remove();
            out.removeBytes(0);
            next = out.current();
        }
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
        } catch (RuntimeException e) {
            operations.giveUp(operation); // a buffer that somebody has released too early
            throw e;
        }
        sending = true;
        operations.send(operation);
        return operation;
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

    /// A channel that closes still offers what was flushed, as one that does not wait for ends of
    /// operations has done by then; what the system does not take at once is not sent.
    private void sendOn(ChannelOutboundBuffer out) {
        try {
            Operation next = send(out);
            if (next != null && channel.isClosing()) {
                channel.association().operations().cancel(next);
            }
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            regionChunk.free();
            if (!channel.isClosing()) {
                channel.onWriteFailed(e);
            }
        }
    }

    private void progress(ChannelOutboundBuffer out, int bytes) {
        leftBytes -= bytes;
        if (!regionChunk.isFilled()) {
            out.removeBytes(bytes);
            return;
        }
        regionChunk.onSent(bytes);
        out.progress(bytes);
        FileRegion region = (FileRegion) out.current();
        if (!regionChunk.isFilled() && region.transferred() >= region.count()) {
            out.remove();
        }
    }
}

package dev.starling.iocp;

import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.socket.DirectBuffers;
import dev.starling.iocp.winsock.NativeErrors;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator.Handle;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The input of a connection.
///
/// While nothing comes it holds no buffer: an operation without one waits for the first byte, and
/// what has come is then received without waiting. Those are two calls for what has come. With a
/// buffer in the operation it would be one, but every connection that waits would hold one, and to
/// wait is what idle connections do. That an operation has ended says only that there is something;
/// whether that is bytes or the end of them is told by the receive.
///
/// It waits also while nobody reads, to hear that the other side is gone; what comes then stays at
/// the system. Loop only.
final class SocketReader {
    private final IocpSocketChannel channel;
    private @Nullable Operation waiting;
    private boolean inReadLoop;
    private boolean toldEnd;

    SocketReader(IocpSocketChannel channel) {
        this.channel = channel;
    }

    /// Somebody wants to read.
    void startReading() {
        if (channel.isActive() && channel.isInputShutdown() && !inReadLoop && waiting == null) {
            if (!toldEnd) {
                channel.eventLoop().execute(this::onEnd);
            }
        } else {
            watch();
        }
    }

    /// Waits for the next thing that happens, unless it does.
    void watch() {
        if (inReadLoop
                || waiting != null
                || !channel.isActive()
                || channel.isClosing()
                || channel.isInputShutdown()) {
            return;
        }
        Operations operations = channel.association().operations();
        waiting = operations.take(channel.association(), OperationKind.RECEIVE);
        operations.awaitReadable(waiting);
    }

    /// The waiting is over: there is something to receive, the other side has ended its output, or
    /// there was a failure.
    void onReadable(Operation operation) {
        waiting = null;
        if (channel.isClosing()) {
            return;
        }
        if (operation.code() == 0) {
            onSomethingToReceive();
        } else if (!channel.isInputShutdown()) {
            handle().reset(channel.config());
            onFailed(NativeErrors.exception(operation.kind().call(), operation.code()));
        } else if (channel.isReadPending()) {
            channel.clearReadPending();
            onEnd();
        }
        if (channel.isReadPending()) {
            startReading();
        }
    }

    private void onSomethingToReceive() {
        if (channel.isReadPending()) {
            receive();
            watch();
        } else if (!channel.isInputShutdown() && hasEnded()) {
            onEnd();
        }
        // Otherwise who reads next waits again, and is told at once.
    }

    /// Whether there is nothing to receive but the end of it.
    private boolean hasEnded() {
        try {
            return channel.socket.hasEnded();
        } catch (IOException | OutOfMemoryError e) {
            handle().reset(channel.config());
            onFailed(e);
            return false;
        }
    }

    /// The input was shut down. A wait does not end by itself then.
    void onShutdown() {
        if (waiting != null) {
            channel.association().operations().cancel(waiting);
        }
    }

    /// Receives until there is nothing more, or it is somebody else's turn.
    private void receive() {
        var handle = handle();
        handle.reset(channel.config());
        boolean ended = false;
        inReadLoop = true;
        try {
            do {
                ended = !receiveOnce();
            } while (handle.lastBytesRead() > 0
                    && !channel.isClosing()
                    && handle.continueReading());
            handle.readComplete();
            channel.pipeline().fireChannelReadComplete();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            onFailed(e);
        } finally {
            inReadLoop = false;
        }
        if (ended) {
            onEnd();
        }
    }

    /// Whether there may be more to come, now or later.
    private boolean receiveOnce() throws IOException {
        var handle = handle();
        ByteBufAllocator allocator = channel.config().getAllocator();
        ByteBuf buffer = DirectBuffers.receivable(handle.allocate(allocator), allocator);
        boolean received = false;
        try {
            handle.attemptedBytesRead(buffer.writableBytes());
            // Whoever has shut the input down in this turn has read to its end: Windows would call
            // another receive an error.
            int bytes = channel.isInputShutdown() ? Sockets.END : channel.socket.receiveNow(buffer);
            received = bytes > 0;
            handle.lastBytesRead(bytes == Sockets.END ? -1 : Math.max(bytes, 0));
            if (bytes == Sockets.END) {
                channel.clearReadPending();
            }
            if (received) {
                handle.incMessagesRead(1);
                channel.clearReadPending();
                channel.pipeline().fireChannelRead(buffer);
            }
            return bytes != Sockets.END;
        } finally {
            if (!received) {
                buffer.release();
            }
        }
    }

    /// As with Netty's own transports a connection outlives the defect of an allocator, but neither
    /// a failure of the network nor the want of memory.
    private void onFailed(Throwable cause) {
        ChannelPipeline pipeline = channel.pipeline();
        channel.clearReadPending();
        handle().readComplete();
        pipeline.fireChannelReadComplete();
        pipeline.fireExceptionCaught(cause);
        if (cause instanceof IOException || cause instanceof OutOfMemoryError) {
            onEnd();
        }
    }

    /// There is nothing to read and never will be. Both events come together: who has seen the
    /// first may not read again to be told the second.
    private void onEnd() {
        if (channel.isClosing() || !channel.isOpen()) {
            return;
        }
        if (!channel.isInputShutdown()) {
            if (!channel.config().isAllowHalfClosure()) {
                channel.unsafe().close(channel.voidPromise());
                return;
            }
            // Not shut down at the system, which would then not tell a reset that follows.
            channel.socket.inputEnded();
            channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        if (!toldEnd && !channel.isClosing()) {
            toldEnd = true;
            channel.pipeline().fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
        }
    }

    @SuppressWarnings("deprecation") // of the simple kind too, as NIO takes it
    private Handle handle() {
        return channel.unsafe().recvBufAllocHandle();
    }
}

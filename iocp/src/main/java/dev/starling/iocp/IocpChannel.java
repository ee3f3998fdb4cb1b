package dev.starling.iocp;

import dev.starling.iocp.port.Association;
import dev.starling.iocp.port.Operation;
import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.SocketAddresses;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.PromiseNotifier;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A channel on a native socket: its life from being tied to a port to its delayed close.
abstract sealed class IocpChannel extends AbstractChannel
        permits IocpDatagramChannel, IocpServerSocketChannel, IocpSocketChannel {

    private static final InternalLogger logger =
            InternalLoggerFactory.getInstance(IocpChannel.class);

    /// A close that waits until the last operation has ended.
    private record Closing(
            ChannelPromise promise, Throwable cause, ClosedChannelException closeCause) {}

    final NativeSocket socket;
    private @Nullable IoRegistration registration;
    private @Nullable Association association;
    private volatile @Nullable Closing closing;
    private boolean closed;
    private boolean closedEarly;
    private boolean handling;
    private volatile boolean active;
    private volatile @Nullable InetSocketAddress local;
    private volatile @Nullable InetSocketAddress remote;
    private boolean readPending;
    private boolean delivering;

    IocpChannel(@Nullable Channel parent, NativeSocket socket) {
        super(parent);
        this.socket = socket;
    }

    /// A family as Windows knows it; null is for all that the system has.
    static int number(@Nullable SocketProtocolFamily family) {
        if (family == null) {
            return Codes.AF_UNSPEC;
        }
        return switch (family) {
            case INET -> Codes.AF_INET;
            case INET6 -> Codes.AF_INET6;
            case UNIX -> throw new UnsupportedOperationException("no sockets of family UNIX here");
        };
    }

    /// One of this channel's operations has ended.
    abstract void onEnded(Operation operation);

    /// The channel is about to close, its operations are about to be cancelled.
    abstract void onClosing();

    /// The channel is tied to the port of its loop.
    void onRegistered() {}

    /// Somebody wants to read; nothing else has been asked of the system for it.
    abstract void startReading();

    @Override
    public final boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    public boolean isActive() {
        return active && (socket.isOpen() || closedEarly);
    }

    /// Not while it closes, which may take a while: what is written then fails at once, and who
    /// writes as long as he may would never come to an end.
    @Override
    public boolean isWritable() {
        return !isClosing() && super.isWritable();
    }

    @Override
    public final long bytesBeforeUnwritable() {
        return isWritable() ? super.bytesBeforeUnwritable() : 0;
    }

    @Override
    protected final boolean isCompatible(EventLoop loop) {
        return loop instanceof IoEventLoop ioLoop && ioLoop.isCompatible(IocpHandle.class);
    }

    @Override
    protected final @Nullable SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected final @Nullable SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    protected final void doRegister(ChannelPromise promise) {
        ((IoEventLoop) eventLoop())
                .register((IocpUnsafe) unsafe())
                .addListener(future -> {
                    if (future.isSuccess()) {
                        registration = (IoRegistration) future.getNow();
                        association = registration.attachment();
                        promise.setSuccess();
                        onRegistered();
                    } else {
                        promise.setFailure(future.cause());
                    }
                });
    }

    @Override
    protected final void doDeregister() {
        if (registration != null) {
            registration.cancel();
        }
    }

    @Override
    protected final void doBind(SocketAddress address) throws Exception {
        if (isClosing()) {
            throw new ClosedChannelException();
        }
        bind(usable(address));
    }

    void bind(InetSocketAddress address) throws IOException {
        socket.bind(address);
        local = socket.localAddress();
    }

    /// Cancels first: closing a socket alone may leave an operation under way until the peer acts,
    /// while the number of the handle is somebody else's already.
    @Override
    protected final void doClose() throws Exception {
        active = false;
        if (association != null && eventLoop().inEventLoop()) {
            cancelAll(); // elsewhere it lingers, and what there was has ended
        }
        socket.close();
    }

    private void cancelAll() {
        if (association == null || association.underWay() == 0 || !socket.isOpen()) {
            return;
        }
        try {
            association.operations().cancelAll(association);
        } catch (IllegalStateException e) {
            // Not a handle of the system itself, but of a provider before it: left is to close it.
            logger.warn("operations could not be cancelled, their socket is closed instead", e);
            closedEarly = true;
            endOutput();
            closeSocket();
        }
    }

    /// Windows resets a connection that is closed while a receive waits, and what was sent is lost,
    /// unless its output was ended before.
    private void endOutput() {
        try {
            if (socket.isStream() && socket.linger() != 0) {
                socket.shutdownOutput();
            }
        } catch (IOException | NotYetConnectedException e) {
            logger.debug("there was no output to end", e);
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            logger.warn("a socket was not closed", e);
        }
    }

    @Override
    protected final void doBeginRead() {
        if (!readPending) {
            readPending = true;
            try {
                startReading();
            } catch (RuntimeException | Error e) {
                onBug(e);
            }
        }
    }

    /// Ends the channel and tells it why: it would hear of nothing any more, and its loop is that
    /// of others too.
    private void onBug(Throwable thrown) {
        try {
            pipeline().fireExceptionCaught(thrown);
        } finally {
            unsafe().close(voidPromise());
        }
    }

    final boolean isDelivering() {
        return delivering;
    }

    final boolean isReadPending() {
        return readPending;
    }

    /// What was asked for is being read. Loop only.
    final void clearReadPending() {
        readPending = false;
    }

    /// Hands over what has come, as far as somebody wants to read.
    final void deliver(Queue<?> arrived) {
        if (!readPending || arrived.isEmpty() || delivering || isClosing()) {
            return;
        }
        ChannelPipeline pipeline = pipeline();
        var handle = unsafe().recvBufAllocHandle();
        handle.reset(config());
        delivering = true;
        try {
            do {
                Object next = arrived.remove();
                clearReadPending();
                handle.incMessagesRead(1);
                handle.lastBytesRead(
                        next instanceof ByteBufHolder holder
                                ? holder.content().readableBytes()
                                : 0);
                pipeline.fireChannelRead(next);
            } while (!arrived.isEmpty() && !isClosing() && goesOn());
            handle.readComplete();
            pipeline.fireChannelReadComplete();
        } finally {
            delivering = false;
            if (readPending) {
                // Asked for meanwhile, and nothing else may come that would lead here.
                startReading();
            }
        }
    }

    /// Not asked whether there may be more: there is.
    private boolean goesOn() {
        var handle = unsafe().recvBufAllocHandle();
        return handle instanceof ExtendedHandle extended
                ? extended.continueReading(UncheckedBooleanSupplier.TRUE_SUPPLIER)
                : handle.continueReading();
    }

    /// The same when it is not the turn of who reads.
    final void deliverLater(Queue<?> arrived) {
        if (!arrived.isEmpty() && !delivering) {
            eventLoop().execute(() -> deliver(arrived));
        }
    }

    /// Automatic reading was turned off. Any thread.
    final void stopReading() {
        if (!isRegistered()) {
            return;
        }
        EventLoop loop = eventLoop();
        if (loop.inEventLoop()) {
            clearReadPending();
        } else {
            loop.execute(this::clearReadPending);
        }
    }

    final Association association() {
        return Objects.requireNonNull(association, "not registered");
    }

    final boolean isClosing() {
        return closing != null;
    }

    /// The channel is of use, with the addresses that its socket has. Who asked to read before is
    /// heard now.
    final void activate() throws IOException {
        local = socket.localAddress();
        active = true;
        if (readPending) {
            startReading();
        }
    }

    /// The address of the socket is another now.
    final void rebound() throws IOException {
        local = socket.localAddress();
    }

    /// Whether it was bound by who uses it.
    final boolean isBound() {
        return local != null;
    }

    final void remote(@Nullable InetSocketAddress address) {
        remote = address;
    }

    /// The address when the socket can be bound or connected to it; throws otherwise.
    final InetSocketAddress usable(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet)) {
            throw new UnsupportedAddressTypeException();
        }
        if (inet.isUnresolved()) {
            throw new UnresolvedAddressException();
        }
        if (!SocketAddresses.isOf(socket.family(), inet)) {
            throw new UnsupportedAddressTypeException();
        }
        return inet;
    }

    /// What its loop and its pipeline ask of the channel.
    abstract class IocpUnsafe extends AbstractUnsafe implements IocpHandle {
        @Override
        public final NativeSocket socket() {
            return socket;
        }

        @Override
        public final void handle(IoRegistration from, IoEvent event) {
            Operation operation = (Operation) event;
            handling = true;
            try {
                onEnded(operation);
            } catch (RuntimeException | Error e) {
                onBug(e);
            } finally {
                handling = false;
                operation.release(); // not after the channel has said that it is closed
                closeWhenDrained();
            }
        }

        /// The loop ends.
        @Override
        public final void close() {
            close(voidPromise());
        }

        @Override
        protected final void close(
                ChannelPromise promise, Throwable cause, ClosedChannelException closeCause) {
            if (association == null || closeFuture().isDone()) {
                super.close(promise, cause, closeCause);
                return;
            }
            if (!promise.setUncancellable()) {
                return;
            }
            if (closing != null) {
                joinClosing(promise, closing.promise());
                return;
            }
            closing = new Closing(promise.isVoid() ? newPromise() : promise, cause, closeCause);
            try {
                onClosing();
            } finally {
                cancelAll();
                closeWhenDrained();
            }
        }

        /// Closes without what was cancelled long ago and has not ended; its memory stays where it
        /// is.
        @Override
        public final boolean closeUndrained() {
            return closing != null && closeNow(closing);
        }

        /// Windows ties a socket to one port for its life.
        @Override
        public final void deregister(ChannelPromise promise) {
            promise.tryFailure(
                    new IllegalStateException(
                            "a socket stays with the completion port of its first event loop:"
                                    + " close this channel and open another to change loops"));
        }

        private void joinClosing(ChannelPromise joining, ChannelPromise first) {
            if (!joining.isVoid()) {
                first.addListener(new PromiseNotifier<>(false, joining));
            }
        }

        /// Not while an end is handled: what it has brought is accounted for first.
        private void closeWhenDrained() {
            if (closing != null && !handling && association().underWay() == 0) {
                var _ = closeNow(closing);
            }
        }

        private boolean closeNow(Closing now) {
            if (closed) {
                return false;
            }
            closed = true;
            super.close(now.promise(), now.cause(), now.closeCause());
            return true;
        }
    }
}

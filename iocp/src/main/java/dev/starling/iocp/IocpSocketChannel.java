package dev.starling.iocp;

import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.socket.ConnectAttempt;
import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.socket.SocketOptions;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.SocketAddresses;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.channel.socket.DefaultSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.PromiseNotifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ConnectionPendingException;
import java.nio.channels.NotYetConnectedException;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// A TCP connection.
///
/// While nothing comes it holds no buffer: an operation without one waits for the first byte, and
/// what has come is then received without waiting.
public final class IocpSocketChannel extends IocpChannel implements SocketChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final Config config = new Config();
    private final SocketReader reader = new SocketReader(this);
    private final SocketWriter writer = new SocketWriter(this);
    private @Nullable ConnectAttempt connecting;
    private volatile @Nullable ChannelPromise shutdownWhenSent;

    /// For IPv6 and IPv4, as far as the system has them.
    public IocpSocketChannel() {
        this(Iocp.sockets(), null);
    }

    /// @param family null as in [#IocpSocketChannel()]
    public IocpSocketChannel(@Nullable SocketProtocolFamily family) {
        this(Iocp.sockets(), family);
    }

    IocpSocketChannel(Sockets sockets, @Nullable SocketProtocolFamily family) {
        super(null, open(sockets, family));
    }

    /// A connection that was accepted.
    IocpSocketChannel(
            @Nullable IocpServerSocketChannel parent,
            NativeSocket accepted,
            InetSocketAddress remote)
            throws IOException {
        super(parent, accepted);
        remote(remote);
        activate();
    }

    static NativeSocket open(Sockets sockets, @Nullable SocketProtocolFamily family) {
        try {
            return NativeSocket.openStream(sockets, number(family));
        } catch (IOException e) {
            throw new ChannelException("Failed to open a socket.", e);
        }
    }

    @Override
    public SocketChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public @Nullable ServerSocketChannel parent() {
        return (ServerSocketChannel) super.parent();
    }

    @Override
    public @Nullable InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return (InetSocketAddress) super.remoteAddress();
    }

    /// Nor while its output waits for its end.
    @Override
    public boolean isWritable() {
        return shutdownWhenSent == null && super.isWritable();
    }

    @Override
    void onRegistered() {
        reader.watch();
    }

    @Override
    void startReading() {
        reader.startReading();
    }

    @Override
    protected Object filterOutboundMessage(Object message) throws IOException {
        if (isClosing()) {
            throw new ClosedChannelException();
        }
        if (shutdownWhenSent != null) {
            throw new ChannelOutputShutdownException("the output is being shut down");
        }
        return SocketWriter.sendable(message, alloc());
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) throws IOException {
        if (writer.isSending() || isClosing()) {
            return;
        }
        try {
            writer.send(out);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            failShutdown(e);
            throw e;
        }
        shutDownWhenSent();
    }

    /// The output failed: closes the channel, or only its output where it does not close by itself.
    void onWriteFailed(Throwable cause) {
        failShutdown(cause);
        ((SocketUnsafe) unsafe()).onWriteFailed(cause);
    }

    private void startConnecting(InetSocketAddress target) throws IOException {
        if (!isBound()) {
            // ConnectEx wants a socket that is bound.
            socket.bindToConnect();
        }
        InetSocketAddress to = target;
        if (to.getAddress().isAnyLocalAddress()) {
            // A wildcard means this machine; Windows would refuse it.
            to = new InetSocketAddress(loopback(), target.getPort());
        }
        if (to.getAddress().isLoopbackAddress()) {
            socket.refuseAtOnce();
        }
        Operations operations = association().operations();
        Operation operation = operations.take(association(), OperationKind.CONNECT);
        int bytes;
        try {
            bytes = SocketAddresses.write(to, socket.family(), operation.address());
        } catch (RuntimeException | Error e) {
            operations.giveUp(operation);
            throw e;
        }
        operations.connect(operation, bytes);
    }

    /// The JVM's own may be of a family that this socket does not reach.
    private InetAddress loopback() {
        if (socket.family() == Codes.AF_INET) {
            return InetAddress.ofLiteral("127.0.0.1");
        }
        return socket.isIpv6Only()
                ? InetAddress.ofLiteral("::1")
                : InetAddress.getLoopbackAddress();
    }

    private void onConnected(Operation operation) {
        ConnectAttempt attempt = connecting;
        if (attempt == null || isClosing()) {
            return;
        }
        try {
            if (operation.code() != 0) {
                throw exception(operation);
            }
            socket.connected();
            remote(socket.remoteAddress());
            activate();
        } catch (IOException | NotYetConnectedException | OutOfMemoryError e) {
            // Refused, or there and gone again: then Windows knows nobody at the other side.
            connecting = null;
            attempt.fail(((SocketUnsafe) unsafe()).annotated(e, attempt.target()));
            unsafe().close(voidPromise());
            return;
        }
        connecting = null;
        boolean wanted = attempt.succeed();
        pipeline().fireChannelActive();
        if (!wanted) {
            unsafe().close(voidPromise());
        } else {
            reader.watch();
        }
    }

    @Override
    void onEnded(Operation operation) {
        switch (operation.kind()) {
            case RECEIVE -> reader.onReadable(operation);
            case SEND -> {
                writer.onSent(operation, unsafe().outboundBuffer());
                shutDownWhenSent();
            }
            case CONNECT -> onConnected(operation);
            case ACCEPT, SEND_TO, RECEIVE_FROM ->
                    throw new IllegalStateException("a connection has no " + operation.kind());
        }
    }

    /// What was flushed is still offered to the system, as it was by now where sending does not
    /// wait for the ends of operations.
    @Override
    void onClosing() {
        finishWriting();
        failShutdown(new ClosedChannelException());
        ConnectAttempt attempt = connecting;
        connecting = null;
        if (attempt != null) {
            attempt.fail(new ClosedChannelException());
        }
    }

    @Override
    protected void doDisconnect() throws Exception {
        doClose();
    }

    @Override
    protected void doShutdownOutput() throws Exception {
        socket.shutdownOutput();
    }

    /// Whether the connection is gone though its input has ended, so that no receive tells of it.
    /// One call of Windows; true sooner or later where the other side has reset it, false for ever
    /// once the output was shut down too.
    public boolean isReset() {
        return socket.isReset();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown() || !isActive();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown() || !isActive();
    }

    @Override
    public boolean isShutdown() {
        return isInputShutdown() && isOutputShutdown();
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        onLoop(() -> shutDownInput(promise));
        return promise;
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        onLoop(() -> shutDownOutput(promise));
        return promise;
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        shutdownOutput()
                .addListener(output ->
                        shutdownInput()
                                .addListener(input -> end(promise, output.cause(), input.cause())));
        return promise;
    }

    private static void end(
            ChannelPromise promise, @Nullable Throwable output, @Nullable Throwable input) {
        Throwable cause = output != null ? output : input;
        if (cause == null) {
            promise.trySuccess();
        } else {
            promise.tryFailure(cause);
        }
    }

    private void onLoop(Runnable step) {
        if (eventLoop().inEventLoop()) {
            step.run();
        } else {
            eventLoop().execute(step);
        }
    }

    /// A receive that waits does not end by itself then: it is cancelled, and hears of the end.
    void shutDownInput(ChannelPromise promise) {
        try {
            socket.shutdownInput();
        } catch (IOException | RuntimeException e) {
            promise.tryFailure(e);
            return;
        }
        promise.trySuccess();
        reader.onShutdown();
    }

    private void finishWriting() {
        ChannelOutboundBuffer out = unsafe().outboundBuffer();
        if (out != null) {
            writer.finish(out);
        }
    }

    /// What was flushed before goes before the end, and nothing else.
    private void shutDownOutput(ChannelPromise promise) {
        if (isClosing()) {
            promise.tryFailure(new ClosedChannelException());
        } else if (!writer.isSending()) {
            ((SocketUnsafe) unsafe()).shutdownOutput(promise);
        } else if (!promise.setUncancellable()) {
            return; // nobody wants it any more
        } else if (shutdownWhenSent == null) {
            finishWriting();
            shutdownWhenSent = promise.isVoid() ? newPromise() : promise;
        } else if (!promise.isVoid()) {
            shutdownWhenSent.addListener(new PromiseNotifier<>(false, promise));
        }
    }

    private void shutDownWhenSent() {
        ChannelPromise promise = shutdownWhenSent;
        if (promise != null && !writer.isSending()) {
            shutdownWhenSent = null;
            ((SocketUnsafe) unsafe()).shutdownOutput(promise);
        }
    }

    private void failShutdown(Throwable cause) {
        ChannelPromise promise = shutdownWhenSent;
        shutdownWhenSent = null;
        if (promise != null) {
            promise.tryFailure(cause);
        }
    }

    private static IOException exception(Operation operation) {
        return NativeErrors.exception(operation.kind().call(), operation.code());
    }

    @Override
    protected IocpUnsafe newUnsafe() {
        return new SocketUnsafe();
    }

    /// What its loop and its pipeline ask of a connection.
    private final class SocketUnsafe extends IocpUnsafe {
        @Override
        public void connect(
                SocketAddress to, @Nullable SocketAddress from, ChannelPromise promise) {
            if (promise.isDone() || !ensureOpen(promise)) {
                return;
            }
            if (isClosing()) {
                promise.tryFailure(new ClosedChannelException());
                return;
            }
            if (connecting != null) {
                promise.tryFailure(new ConnectionPendingException());
                return;
            }
            if (isActive()) {
                promise.tryFailure(new AlreadyConnectedException());
                return;
            }
            try {
                InetSocketAddress target = usable(to);
                if (from != null) {
                    IocpSocketChannel.this.bind(usable(from));
                }
                connecting = attempt(promise, target);
                if (isClosing()) {
                    connecting = null; // it was cancelled meanwhile
                    return;
                }
                startConnecting(target);
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                connecting = null;
                promise.tryFailure(annotateConnectException(e, to));
                close(voidPromise());
            }
        }

        private ConnectAttempt attempt(ChannelPromise promise, InetSocketAddress target) {
            int timeoutMillis = config.getConnectTimeoutMillis();
            return new ConnectAttempt(
                    promise, target, eventLoop(), timeoutMillis, () -> close(voidPromise()));
        }

        private void onWriteFailed(Throwable cause) {
            handleWriteError(cause);
        }

        private Throwable annotated(Throwable cause, InetSocketAddress target) {
            return annotateConnectException(cause, target);
        }

        /// Closing waits while bytes linger, and so not on the loop.
        @Override
        protected @Nullable Executor prepareToClose() {
            return socket.lingers() ? GlobalEventExecutor.INSTANCE : null;
        }
    }

    /// Netty's configuration, with the options of Windows.
    private final class Config extends DefaultSocketChannelConfig {
        Config() {
            super(IocpSocketChannel.this, new SocketOptions(socket));
        }

        @Override
        protected void autoReadCleared() {
            stopReading();
        }

        @Override
        public Map<ChannelOption<?>, Object> getOptions() {
            return getOptions(
                    getOptions(super.getOptions(), IocpChannelOption.OF_EVERY_SOCKET),
                    IocpChannelOption.OF_STREAMS);
        }

        @Override
        public <T> @Nullable T getOption(ChannelOption<T> option) {
            T value = IocpChannelOption.get(socket, option);
            return value != null ? value : super.getOption(option);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            return IocpChannelOption.set(socket, option, value) || super.setOption(option, value);
        }
    }
}

package dev.starling.iocp;

import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.socket.Backoff;
import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.socket.ServerSocketOptions;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DefaultServerSocketChannelConfig;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.ServerSocketChannelConfig;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Accepts connections over TCP: several accepts wait at the system ahead of the clients.
public final class IocpServerSocketChannel extends IocpChannel implements ServerSocketChannel {
    private static final InternalLogger logger =
            InternalLoggerFactory.getInstance(IocpServerSocketChannel.class);
    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);
    private static final int POSTED_MAX = 8;

    private final Config config;
    private final ArrayDeque<IocpSocketChannel> accepted = new ArrayDeque<>(POSTED_MAX);
    private final Backoff backoff = new Backoff(this::post);
    private int posted;

    /// For IPv6 and IPv4, as far as the system has them.
    public IocpServerSocketChannel() {
        this(Iocp.sockets(), null);
    }

    /// @param family null as in [#IocpServerSocketChannel()]
    public IocpServerSocketChannel(@Nullable SocketProtocolFamily family) {
        this(Iocp.sockets(), family);
    }

    IocpServerSocketChannel(Sockets sockets, @Nullable SocketProtocolFamily family) {
        super(null, IocpSocketChannel.open(sockets, family));
        try {
            config = new Config();
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    @Override
    public ServerSocketChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public @Nullable InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return null;
    }

    @Override
    void bind(InetSocketAddress address) throws IOException {
        super.bind(address);
        socket.sockets().listen(socket.handle(), config.getBacklog());
        activate();
    }

    /// Accepts that were posted stay so when nobody reads: who was accepted meanwhile comes with
    /// the next read.
    @Override
    void startReading() {
        deliverLater(accepted);
        post();
    }

    @Override
    void onEnded(Operation operation) {
        posted--;
        long connection = operation.socket();
        operation.socket(0);
        if (operation.code() != 0) {
            discard(connection);
            onFailed(operation);
        } else if (isClosing()) {
            discard(connection);
        } else {
            onAccepted(connection, operation);
        }
        if (!isClosing()) {
            deliver(accepted);
            post();
        }
    }

    @Override
    void onClosing() {
        accepted.forEach(channel -> channel.unsafe().closeForcibly());
        accepted.clear();
        backoff.cancel();
    }

    @Override
    protected IocpUnsafe newUnsafe() {
        return new ServerUnsafe();
    }

    @Override
    protected void doDisconnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        throw new UnsupportedOperationException();
    }

    private void onAccepted(long connection, Operation operation) {
        try {
            InetSocketAddress remote = association().operations().accepted(operation);
            NativeSocket child = socket.accepted(connection);
            accepted.add(new IocpSocketChannel(this, child, remote));
            backoff.reset();
        } catch (IOException | RuntimeException e) {
            // It has gone again: there is nobody to hand over, and nobody was lost.
            logger.debug("a connection ended before it was accepted", e);
            discard(connection);
        } catch (OutOfMemoryError e) {
            discard(connection);
            pause(e);
        }
    }

    /// A client that gave up is no failure of ours: who does nothing else would keep us from the
    /// others.
    private void onFailed(Operation operation) {
        int code = operation.code();
        boolean isClients =
                switch (code) {
                    case Codes.WSAECONNRESET,
                            Codes.WSAECONNABORTED,
                            Codes.WSAENOTCONN, // what wine says of it
                            Codes.ERROR_NETNAME_DELETED ->
                            true;
                    default -> false;
                };
        if (!isClients && !isClosing()) {
            pause(NativeErrors.exception(operation.kind().call(), code));
        }
    }

    /// Posts accepts until as many wait as may, those counted that nobody has read yet.
    private void post() {
        while (isActive()
                && !backoff.isPausing()
                && !isClosing()
                && isReadPending()
                && posted + accepted.size() < POSTED_MAX) {
            try {
                postOne();
            } catch (IOException | OutOfMemoryError e) {
                pause(e);
                return;
            }
        }
    }

    private void postOne() throws IOException {
        Operations operations = association().operations();
        Operation operation = operations.take(association(), OperationKind.ACCEPT);
        try {
            operation.socket(socket.sockets().open(socket.family(), Codes.SOCK_STREAM));
        } catch (IOException | RuntimeException | Error e) {
            operations.giveUp(operation);
            throw e;
        }
        posted++;
        operations.accept(operation);
    }

    /// Out of handles, most of all: others may close some.
    private void pause(Throwable cause) {
        if (!backoff.isPausing()) {
            backoff.pause(eventLoop());
            pipeline().fireExceptionCaught(cause);
        }
    }

    private void discard(long connection) {
        try {
            socket.sockets().close(connection, false);
        } catch (IOException e) {
            logger.debug("a connection that was not accepted did not close", e);
        }
    }

    /// What its loop asks of a channel that only accepts.
    private final class ServerUnsafe extends IocpUnsafe {
        @Override
        public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
            safeSetFailure(promise, new UnsupportedOperationException());
        }
    }

    /// Netty's configuration, with the options of Windows.
    private final class Config extends DefaultServerSocketChannelConfig {
        Config() throws IOException {
            super(IocpServerSocketChannel.this, new ServerSocketOptions(socket));
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

package dev.starling.iocp;

import dev.starling.iocp.datagram.DatagramMessages;
import dev.starling.iocp.datagram.DatagramReceiver;
import dev.starling.iocp.datagram.DatagramSocketConfig;
import dev.starling.iocp.datagram.DatagramWriter;
import dev.starling.iocp.datagram.Multicast;
import dev.starling.iocp.port.Operation;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.socket.Backoff;
import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramChannelConfig;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A UDP socket, connected or not.
///
/// Reads [DatagramPacket]; writes those, other envelopes around a `ByteBuf`, and when it is
/// connected a `ByteBuf`. A datagram that is longer than the buffer of a receive is dropped and
/// counted: set a `RecvByteBufAllocator` for what is expected, 2,048 bytes by default.
public final class IocpDatagramChannel extends IocpChannel implements DatagramChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(true, 16);

    private final Config config = new Config();
    private final Multicast multicast = new Multicast(socket);
    private final DatagramReceiver receiver = new DatagramReceiver();
    private final DatagramWriter writer = new DatagramWriter(socket.family());
    private final ArrayDeque<DatagramPacket> received = new ArrayDeque<>();
    private final Backoff backoff = new Backoff(this::post);
    private volatile boolean connected;
    private final AtomicLong dropped = new AtomicLong();

    /// For IPv6 and IPv4, as far as the system has them.
    public IocpDatagramChannel() {
        this(Iocp.sockets(), null);
    }

    /// @param family null as in [#IocpDatagramChannel()]
    public IocpDatagramChannel(@Nullable SocketProtocolFamily family) {
        this(Iocp.sockets(), family);
    }

    IocpDatagramChannel(Sockets sockets, @Nullable SocketProtocolFamily family) {
        super(null, open(sockets, family));
    }

    private static NativeSocket open(Sockets sockets, @Nullable SocketProtocolFamily family) {
        try {
            return NativeSocket.openDatagram(sockets, number(family));
        } catch (IOException e) {
            throw new ChannelException("Failed to open a socket.", e);
        }
    }

    /// Datagrams that were longer than the buffer that waited for them. Any thread.
    public long droppedDatagrams() {
        return dropped.get();
    }

    @Override
    public DatagramChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isActive() {
        return super.isActive()
                || (config.isActiveOnRegistration() && isRegistered() && socket.isOpen());
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    @Override
    public @Nullable InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return (InetSocketAddress) super.remoteAddress();
    }

    @Override
    void bind(InetSocketAddress address) throws IOException {
        super.bind(address);
        activate();
    }

    /// Receives that were posted stay so when nobody reads: what has come meanwhile comes with the
    /// next read.
    @Override
    void startReading() {
        deliverLater(received);
        post();
    }

    private void post() {
        if (!super.isActive()
                || !isReadPending()
                || isClosing()
                || isDelivering()
                || backoff.isPausing()) {
            return;
        }
        try {
            var sizes = unsafe().recvBufAllocHandle();
            sizes.reset(config); // some have no room for anything before
            receiver.post(association(), received.size(), sizes, config.getAllocator());
        } catch (RuntimeException | OutOfMemoryError e) {
            pause(e); // no buffer
        }
    }

    private void pause(Throwable cause) {
        if (!backoff.isPausing()) {
            backoff.pause(eventLoop());
            pipeline().fireExceptionCaught(cause);
        }
    }

    @Override
    void onEnded(Operation operation) {
        switch (operation.kind()) {
            case SEND_TO -> onSent(operation);
            case RECEIVE_FROM -> onReceived(operation);
            case ACCEPT, CONNECT, SEND, RECEIVE ->
                    throw new IllegalStateException("a datagram has no " + operation.kind());
        }
    }

    private void onSent(Operation operation) {
        ChannelOutboundBuffer out = unsafe().outboundBuffer();
        writer.onSent(operation, out);
        if (out != null) {
            send(out);
        }
    }

    /// What was flushed before a close is still offered, but not waited for.
    private void send(ChannelOutboundBuffer out) {
        writer.send(out, this, association());
        if (isClosing() && isOpen()) {
            writer.cancel(association());
        }
    }

    private void onReceived(Operation operation) {
        receiver.onEnded();
        if (isClosing()) {
            return;
        }
        if (operation.code() == 0) {
            keep(operation);
            deliver(received);
        } else {
            onFailed(operation);
        }
        post();
    }

    private void keep(Operation operation) {
        try {
            received.add(
                    DatagramReceiver.packet(operation, Objects.requireNonNull(localAddress())));
            backoff.reset();
        } catch (OutOfMemoryError e) {
            dropped.incrementAndGet();
            pause(e);
        }
    }

    /// A datagram that did not fit or that nobody received ends no socket; what else fails is tried
    /// again after a while.
    private void onFailed(Operation operation) {
        String call = operation.kind().call();
        switch (operation.code()) {
            case Codes.WSAEMSGSIZE -> onTooLong();
            case Codes.WSAECONNRESET,
                    Codes.WSAENETRESET,
                    Codes.WSAECONNREFUSED -> { // what wine says of it
                if (connected) {
                    pipeline()
                            .fireExceptionCaught(
                                    NativeErrors.portUnreachable(call, operation.code()));
                }
            }
            default -> pause(NativeErrors.exception(call, operation.code()));
        }
    }

    /// Counts as one that filled its buffer: where sizes adapt, those that follow have more room.
    private void onTooLong() {
        dropped.incrementAndGet();
        var sizes = unsafe().recvBufAllocHandle();
        sizes.reset(config);
        int room = sizes.guess();
        sizes.attemptedBytesRead(room);
        sizes.lastBytesRead(room);
    }

    @Override
    void onClosing() {
        ChannelOutboundBuffer out = unsafe().outboundBuffer();
        if (out != null) {
            writer.finish(out);
        }
        received.forEach(DatagramPacket::release);
        received.clear();
        backoff.cancel();
    }

    @Override
    protected Object filterOutboundMessage(Object message) throws IOException {
        if (isClosing()) {
            throw new ClosedChannelException();
        }
        return DatagramMessages.sendable(message, alloc(), socket.family());
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) throws IOException {
        if (isClosing()) {
            return;
        }
        if (!isBound()) {
            bind(new InetSocketAddress(0));
        }
        send(out);
    }

    /// A socket of datagrams has no half that could be shut down: it closes, with all that comes
    /// with that.
    @Override
    protected void doShutdownOutput() {
        unsafe().close(voidPromise());
    }

    @Override
    protected void doDisconnect() throws IOException {
        if (connected) {
            socket.disconnect();
            connected = false;
            remote(null);
            rebound();
        }
    }

    @Override
    public ChannelFuture joinGroup(InetAddress group) {
        return joinGroup(group, newPromise());
    }

    @Override
    public ChannelFuture joinGroup(InetAddress group, ChannelPromise promise) {
        return told(promise, () -> multicast.join(group, card(), null));
    }

    @Override
    public ChannelFuture joinGroup(InetSocketAddress group, NetworkInterface card) {
        return joinGroup(group, card, newPromise());
    }

    @Override
    public ChannelFuture joinGroup(
            InetSocketAddress group, NetworkInterface card, ChannelPromise promise) {
        return told(promise, () -> multicast.join(group.getAddress(), card, null));
    }

    @Override
    public ChannelFuture joinGroup(
            InetAddress group, NetworkInterface card, @Nullable InetAddress source) {
        return joinGroup(group, card, source, newPromise());
    }

    @Override
    public ChannelFuture joinGroup(
            InetAddress group,
            NetworkInterface card,
            @Nullable InetAddress source,
            ChannelPromise promise) {
        return told(promise, () -> multicast.join(group, card, source));
    }

    @Override
    public ChannelFuture leaveGroup(InetAddress group) {
        return leaveGroup(group, newPromise());
    }

    @Override
    public ChannelFuture leaveGroup(InetAddress group, ChannelPromise promise) {
        return told(promise, () -> multicast.leave(group, card(), null));
    }

    @Override
    public ChannelFuture leaveGroup(InetSocketAddress group, NetworkInterface card) {
        return leaveGroup(group, card, newPromise());
    }

    @Override
    public ChannelFuture leaveGroup(
            InetSocketAddress group, NetworkInterface card, ChannelPromise promise) {
        return told(promise, () -> multicast.leave(group.getAddress(), card, null));
    }

    @Override
    public ChannelFuture leaveGroup(
            InetAddress group, NetworkInterface card, @Nullable InetAddress source) {
        return leaveGroup(group, card, source, newPromise());
    }

    @Override
    public ChannelFuture leaveGroup(
            InetAddress group,
            NetworkInterface card,
            @Nullable InetAddress source,
            ChannelPromise promise) {
        return told(promise, () -> multicast.leave(group, card, source));
    }

    @Override
    public ChannelFuture block(InetAddress group, NetworkInterface card, InetAddress source) {
        return block(group, card, source, newPromise());
    }

    @Override
    public ChannelFuture block(
            InetAddress group, NetworkInterface card, InetAddress source, ChannelPromise promise) {
        return told(promise, () -> multicast.block(group, card, source));
    }

    @Override
    public ChannelFuture block(InetAddress group, InetAddress source) {
        return block(group, source, newPromise());
    }

    @Override
    public ChannelFuture block(InetAddress group, InetAddress source, ChannelPromise promise) {
        return told(promise, () -> multicast.block(group, card(), source));
    }

    /// What is said of a group.
    private interface Saying {
        void say() throws IOException;
    }

    private static ChannelFuture told(ChannelPromise promise, Saying saying) {
        try {
            saying.say();
            promise.trySuccess();
        } catch (IOException | RuntimeException e) {
            promise.tryFailure(e);
        }
        return promise;
    }

    /// That of the configuration, or the one whose address the socket has.
    private @Nullable NetworkInterface card() throws IOException {
        NetworkInterface chosen = config.getNetworkInterface();
        return chosen != null ? chosen : Multicast.cardOf(localAddress());
    }

    @Override
    protected IocpUnsafe newUnsafe() {
        return new DatagramUnsafe();
    }

    /// What its loop and its pipeline ask of a datagram socket.
    private final class DatagramUnsafe extends IocpUnsafe {
        /// Done at once: nobody is asked.
        @Override
        public void connect(
                SocketAddress to, @Nullable SocketAddress from, ChannelPromise promise) {
            if (!promise.setUncancellable() || !ensureOpen(promise)) {
                return;
            }
            boolean wasActive = isActive();
            try {
                if (isClosing()) {
                    throw new ClosedChannelException();
                }
                if (connected) {
                    throw new AlreadyConnectedException();
                }
                InetSocketAddress target = usable(to);
                if (from != null) {
                    bind(usable(from));
                }
                socket.connect(target);
                connected = true;
                remote(target);
                activate();
            } catch (IOException | RuntimeException e) {
                promise.tryFailure(annotateConnectException(e, to));
                if (!wasActive && isActive()) {
                    close(voidPromise()); // bound, but nobody was told
                } else {
                    closeIfClosed();
                }
                return;
            }
            promise.trySuccess();
            if (!wasActive) {
                pipeline().fireChannelActive();
            }
        }

        private void bind(InetSocketAddress address) throws IOException {
            IocpDatagramChannel.this.bind(address);
        }
    }

    /// Netty's configuration, with the options of Windows.
    private final class Config extends DatagramSocketConfig {
        Config() {
            super(IocpDatagramChannel.this, socket);
        }

        @Override
        protected void autoReadCleared() {
            stopReading();
        }

        @Override
        public Map<ChannelOption<?>, Object> getOptions() {
            return getOptions(
                    getOptions(super.getOptions(), IocpChannelOption.OF_EVERY_SOCKET),
                    IocpChannelOption.IP_DONTFRAGMENT);
        }

        @SuppressWarnings("unchecked")
        @Override
        public <T> @Nullable T getOption(ChannelOption<T> option) {
            if (option.equals(IocpChannelOption.IP_DONTFRAGMENT)) {
                return (T) Boolean.valueOf(isNotFragmented());
            }
            T value = IocpChannelOption.get(socket, option);
            return value != null ? value : super.getOption(option);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            if (option.equals(IocpChannelOption.IP_DONTFRAGMENT)) {
                setNotFragmented((Boolean) value);
                return true;
            }
            return IocpChannelOption.set(socket, option, value) || super.setOption(option, value);
        }
    }
}

package dev.starling.iocp.suite;

import dev.starling.iocp.IocpConfig;
import dev.starling.iocp.IocpDatagramChannel;
import dev.starling.iocp.IocpIoHandler;
import dev.starling.iocp.IocpServerSocketChannel;
import dev.starling.iocp.IocpSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Which transport is the server and which the client in one run of Netty's tests.
public enum Pairing {
    NIO_NIO(Side.NIO, Side.NIO),
    NIO_NIO_AGAIN(Side.NIO, Side.NIO),
    IOCP_IOCP(Side.IOCP, Side.IOCP),
    IOCP_IOCP_WITHOUT_SKIPPING(Side.IOCP_WITHOUT_SKIPPING, Side.IOCP_WITHOUT_SKIPPING),
    IOCP_NIO(Side.IOCP, Side.NIO),
    NIO_IOCP(Side.NIO, Side.IOCP);

    private static final String PROPERTY = "dev.starling.iocp.suite.pairing";

    private static final AtomicLong OPENED = new AtomicLong();

    private final Side server;
    private final Side client;

    Pairing(Side server, Side client) {
        this.server = server;
        this.client = client;
    }

    /// That of this run.
    public static Pairing current() {
        return valueOf(System.getProperty(PROPERTY, NIO_NIO.name()));
    }

    /// Channels that were opened for tests, but those accepted.
    static long opened() {
        return OPENED.get();
    }

    private static <C extends Channel> C opened(C channel) {
        OPENED.incrementAndGet();
        return channel;
    }

    /// Makes a JVM one of this pairing.
    String argument() {
        return "-D" + PROPERTY + "=" + name();
    }

    boolean isYardstick() {
        return this == NIO_NIO || this == NIO_NIO_AGAIN;
    }

    public ServerBootstrap newServer() {
        return new ServerBootstrap()
                .group(server.group())
                .channelFactory(() ->
                        opened(
                                server.isIocp()
                                        ? new IocpServerSocketChannel()
                                        : new NioServerSocketChannel()));
    }

    public Bootstrap newClient() {
        return new Bootstrap()
                .group(client.group())
                .channelFactory(() ->
                        opened(client.isIocp() ? new IocpSocketChannel() : new NioSocketChannel()));
    }

    /// A receiver of datagrams: what stands for the server.
    public Bootstrap newReceiver(@Nullable SocketProtocolFamily family) {
        return server.newDatagrams(family);
    }

    public Bootstrap newSender(@Nullable SocketProtocolFamily family) {
        return client.newDatagrams(family);
    }

    /// A transport, with threads of its own.
    private enum Side {
        NIO,
        IOCP,
        IOCP_WITHOUT_SKIPPING;

        private static final int THREADS = 4;

        private static final Map<Side, EventLoopGroup> GROUPS = new ConcurrentHashMap<>();

        boolean isIocp() {
            return this != NIO;
        }

        EventLoopGroup group() {
            return GROUPS.computeIfAbsent(
                    this,
                    side ->
                            new MultiThreadIoEventLoopGroup(
                                    THREADS,
                                    new DefaultThreadFactory("suite-" + side, true),
                                    side.handler()));
        }

        Bootstrap newDatagrams(@Nullable SocketProtocolFamily family) {
            return new Bootstrap().group(group()).channelFactory(() -> datagrams(family));
        }

        private IoHandlerFactory handler() {
            return switch (this) {
                case NIO -> NioIoHandler.newFactory();
                case IOCP -> IocpIoHandler.newFactory();
                case IOCP_WITHOUT_SKIPPING ->
                        IocpIoHandler.newFactory(IocpConfig.DEFAULT.withSkipsPackets(false));
            };
        }

        private Channel datagrams(@Nullable SocketProtocolFamily family) {
            return opened(
                    isIocp() ? new IocpDatagramChannel(family) : new NioDatagramChannel(family));
        }
    }
}

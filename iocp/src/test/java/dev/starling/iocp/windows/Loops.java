package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.IocpConfig;
import dev.starling.iocp.IocpIoHandler;
import dev.starling.iocp.IocpServerSocketChannel;
import dev.starling.iocp.IocpSocketChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.IoHandler;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Two event loops over completion ports. Closing them asserts that no operation was abandoned and
/// no buffer leaked.
final class Loops implements AutoCloseable {
    private static final int COUNT = 2;
    private static final int CLOSE_SECONDS = 30;

    private final List<IocpIoHandler> handlers = new CopyOnWriteArrayList<>();
    private final int abandonedBefore = IocpIoHandler.abandonedOperations();
    private final Leaks leaks = new Leaks();
    private final MultiThreadIoEventLoopGroup group;

    /// @param skips whether what is done at once may post no packet
    Loops(boolean skips) {
        var factory = IocpIoHandler.newFactory(IocpConfig.DEFAULT.withSkipsPackets(skips));
        group =
                new MultiThreadIoEventLoopGroup(
                        COUNT,
                        executor -> {
                            IoHandler handler = factory.newHandler(executor);
                            handlers.add((IocpIoHandler) handler);
                            return handler;
                        });
    }

    MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /// Operations that have not ended, of all loops.
    int operationsUnderWay() throws Exception {
        int sum = 0;
        int index = 0;
        for (EventExecutor loop : group) {
            IocpIoHandler handler = handlers.get(index++);
            sum += loop.submit(handler::operationsUnderWay).get(CLOSE_SECONDS, TimeUnit.SECONDS);
        }
        return sum;
    }

    /// A server on loopback, each of whose connections gets a handler of its own.
    Channel serve(Supplier<ChannelHandler> handlerOfEach) throws InterruptedException {
        return server(handlerOfEach).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
    }

    ServerBootstrap server(Supplier<ChannelHandler> handlerOfEach) {
        return new ServerBootstrap()
                .group(group)
                .channel(IocpServerSocketChannel.class)
                .childHandler(with(handlerOfEach));
    }

    Bootstrap client(Supplier<ChannelHandler> handler) {
        return new Bootstrap().group(group).channel(IocpSocketChannel.class).handler(with(handler));
    }

    /// For channels of any kind, that are not listened to.
    Bootstrap open(ChannelFactory<? extends Channel> factory) {
        return new Bootstrap().group(group).channelFactory(factory).handler(with(Hearing::new));
    }

    Channel connect(Channel server, Supplier<ChannelHandler> handler) throws InterruptedException {
        return client(handler).connect(server.localAddress()).sync().channel();
    }

    static int port(Channel server) {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static ChannelHandler with(Supplier<ChannelHandler> handler) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(handler.get());
            }
        };
    }

    @Override
    public void close() {
        assertThat(
                        group.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS))
                .isTrue();
        assertThat(IocpIoHandler.abandonedOperations()).isEqualTo(abandonedBefore);
        assertThat(leaks.found()).isEmpty();
        leaks.close();
    }
}

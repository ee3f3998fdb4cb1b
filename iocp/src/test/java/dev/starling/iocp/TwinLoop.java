package dev.starling.iocp;

import dev.starling.iocp.planted.PassingSockets;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A loop over a twin in which nothing fails by chance, run by the test that has it, turn by turn.
final class TwinLoop {
    private static final int PORT = 9;
    private static final int TURNS = 100;

    final PoisonedMemory memory = new PoisonedMemory(4 << 20);
    final TwinSystem system = TwinSystem.calm(memory);
    final Sockets sockets;
    final MockTicker ticker = Ticker.newMockTicker();
    final ManualIoEventLoop loop;
    private final List<IocpIoHandler> handlers = new ArrayList<>();

    TwinLoop() {
        this(UnaryOperator.identity());
    }

    /// @param port what stands between the channels and the twin's port
    TwinLoop(UnaryOperator<Port> port) {
        sockets = new PassingSockets(system, port);
        loop =
                new ManualIoEventLoop(
                        null,
                        Thread.currentThread(),
                        executor -> {
                            IocpConfig config = IocpConfig.DEFAULT.withDrainMax(Duration.ZERO);
                            handlers.add(new IocpIoHandler(sockets, config, executor));
                            return handlers.getFirst();
                        },
                        ticker);
    }

    IocpIoHandler handler() {
        return handlers.getFirst();
    }

    /// Enough turns for all that can happen without time.
    void settle() {
        for (int turn = 0; turn < TURNS; turn++) {
            loop.runNow();
        }
    }

    /// A connection: the side of the client, then that of the server.
    List<IocpSocketChannel> connected(ChannelHandler client, ChannelHandler server) {
        List<IocpSocketChannel> ends = new ArrayList<>();
        serve(new Joining(ends, server));
        ChannelFuture connected = connect(client);
        settle();
        ends.addFirst((IocpSocketChannel) connected.channel());
        return ends;
    }

    Channel serve(ChannelHandler ofEach) {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loop)
                        .channelFactory(() -> new IocpServerSocketChannel(sockets, null))
                        .childOption(ChannelOption.ALLOCATOR, memory)
                        .childHandler(ofEach)
                        .bind(address(PORT));
        settle();
        return bound.channel();
    }

    ChannelFuture connect(ChannelHandler handler) {
        return connect(handler, sockets);
    }

    ChannelFuture connect(ChannelHandler handler, Sockets with) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> new IocpSocketChannel(with, null))
                .option(ChannelOption.ALLOCATOR, memory)
                .handler(handler)
                .connect(address(PORT));
    }

    Bootstrap datagrams(ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> new IocpDatagramChannel(sockets, null))
                .option(ChannelOption.ALLOCATOR, memory)
                .handler(handler);
    }

    IocpDatagramChannel bound(Bootstrap datagrams, int port) {
        ChannelFuture bound = datagrams.bind(address(port));
        settle();
        return (IocpDatagramChannel) bound.channel();
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    ByteBuf bytes(int count) {
        return memory.directBuffer(count).writeZero(count);
    }

    /// One that has no direct buffer.
    static ByteBufAllocator failing(Supplier<Throwable> failure) {
        return new AbstractByteBufAllocator(true) {
            @Override
            public boolean isDirectBufferPooled() {
                return false;
            }

            @Override
            protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
                return newDirectBuffer(initialCapacity, maxCapacity);
            }

            @Override
            protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
                switch (failure.get()) {
                    case Error error -> throw error;
                    case RuntimeException defect -> throw defect;
                    case Throwable other -> throw new AssertionError(other);
                }
            }
        };
    }

    /// Takes part in what happens to a channel and notes it.
    static class Noting extends ChannelInboundHandlerAdapter {
        final List<Throwable> failures = new ArrayList<>();
        final List<Object> events = new ArrayList<>();
        int reads;
        int readBytes;
        boolean isInactive;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
            reads++;
            if (message instanceof ByteBuf bytes) {
                readBytes += bytes.readableBytes();
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            isInactive = true;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            events.add(event);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failures.add(cause);
        }
    }

    /// Notes the channel of the server's side, which then has the handler.
    private static final class Joining extends ChannelInboundHandlerAdapter {
        private final List<IocpSocketChannel> joined;
        private final @Nullable ChannelHandler handler;

        Joining(List<IocpSocketChannel> joined, ChannelHandler handler) {
            this.joined = joined;
            this.handler = handler;
        }

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            joined.add((IocpSocketChannel) context.channel());
            context.pipeline().addLast(Objects.requireNonNull(handler));
        }
    }
}

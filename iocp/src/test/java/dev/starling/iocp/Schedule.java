package dev.starling.iocp;

import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// One schedule of a seed: clients and a server and sockets for datagrams on one loop over the twin
/// talk, stop reading, shut down, cancel and close at random, and in the end everything closes.
final class Schedule {
    private static final int STEPS = 40;
    private static final int TURNS_TO_END = 300;
    private static final int WRITE_BYTES_MAX = 900;

    final SplittableRandom random;
    final PoisonedMemory memory;
    final TwinSystem system;
    final List<ChannelFuture> promises = new ArrayList<>();
    final ManualIoEventLoop loop;
    final Sockets sockets;
    private final List<Channel> channels = new ArrayList<>();
    private final MockTicker ticker = Ticker.newMockTicker();
    private final List<IocpIoHandler> handlers = new ArrayList<>();
    private final DatagramTalk datagrams;
    private final Channel server;

    private Schedule(long seed, PoisonedMemory memory, UnaryOperator<Sockets> planted) {
        random = new SplittableRandom(seed);
        this.memory = memory;
        memory.reset();
        system = new TwinSystem(random.split(), memory);
        sockets = planted.apply(system);
        IocpConfig config = IocpConfig.DEFAULT.withSkipsPackets(random.nextBoolean());
        loop =
                new ManualIoEventLoop(
                        null,
                        Thread.currentThread(),
                        executor -> {
                            handlers.add(new IocpIoHandler(sockets, config, executor));
                            return handlers.getFirst();
                        },
                        ticker);
        datagrams = new DatagramTalk(this);
        server = serve().channel();
    }

    /// Runs the schedule of a seed.
    static TwinSystem run(long seed, PoisonedMemory memory, UnaryOperator<Sockets> planted) {
        Schedule schedule = new Schedule(seed, memory, planted);
        try {
            schedule.talk();
            schedule.end();
        } catch (RuntimeException | AssertionError e) {
            schedule.system.violations.when(true, "thrown: " + e);
        }
        return schedule.system;
    }

    private void talk() {
        turns(3);
        for (int step = 0; step < STEPS; step++) {
            if (!server.isOpen()) {
                return; // no socket, or the memory for none
            }
            act();
            turns(random.nextInt(3));
            ticker.advance(random.nextInt(20), TimeUnit.MILLISECONDS);
        }
    }

    private ChannelFuture serve() {
        return new ServerBootstrap()
                .group(loop)
                .channelFactory(() -> new IocpServerSocketChannel(sockets, null))
                .option(ChannelOption.ALLOCATOR, memory)
                .childOption(ChannelOption.ALLOCATOR, memory)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, random.nextBoolean())
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(1 + random.nextInt(600)))
                .handler(new Hearing())
                .childHandler(new Joining())
                .bind("localhost", 9);
    }

    private void act() {
        if (random.nextInt(3) == 0) {
            datagrams.act();
        } else {
            actOnStreams();
        }
    }

    private void actOnStreams() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> connect();
            case 3, 4, 5, 6 -> write(any());
            case 7 -> any().config().setAutoRead(random.nextBoolean());
            case 8 -> any().read();
            case 9 -> shutDown(any());
            case 10 -> promises.add(any().close());
            default -> server.config().setAutoRead(random.nextBoolean());
        }
    }

    private void connect() {
        Channel client;
        try {
            client = new IocpSocketChannel(sockets, null);
        } catch (RuntimeException e) {
            return; // out of handles
        }
        client.config().setOption(ChannelOption.ALLOCATOR, memory);
        // One without a time-out must come to an end by itself.
        int timeoutMillis = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(60);
        client.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis);
        client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, random.nextBoolean());
        client.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(100));
        ChannelFuture connected =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(() -> client)
                        .handler(new Joining())
                        .connect("localhost", random.nextInt(10) == 0 ? 8 : 9);
        promises.add(connected);
        if (random.nextInt(8) == 0) {
            turns(random.nextInt(2));
            connected.cancel(false);
        }
    }

    private void write(Channel to) {
        Reading reading = to.pipeline().get(Reading.class);
        int bytes = random.nextInt(WRITE_BYTES_MAX);
        if (reading == null || !to.isActive() || memoryIsShort()) {
            return;
        }
        ByteBuf buffer =
                random.nextBoolean() ? memory.directBuffer(bytes) : memory.heapBuffer(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer.writeByte(Reading.pattern(reading.written++));
        }
        buffer.retain();
        ChannelFuture written =
                random.nextInt(4) == 0 ? to.write(buffer) : to.writeAndFlush(buffer);
        promises.add(written);
        watch(buffer, written);
        if (random.nextInt(4) == 0) {
            written.addListener(done -> write(to));
        }
    }

    /// What was written is let go of before its channel says that it is closed.
    void watch(ByteBuf buffer, ChannelFuture written) {
        written.channel()
                .closeFuture()
                .addListener(done -> {
                    system.violations.when(
                            written.isDone() && buffer.refCnt() > 1,
                            "a closed channel held what it had written");
                    buffer.release();
                });
    }

    private void shutDown(Channel channel) {
        if (channel instanceof SocketChannel connection) {
            promises.add(
                    random.nextBoolean()
                            ? connection.shutdownOutput()
                            : connection.shutdownInput());
        }
    }

    /// Everything that was begun must come to an end.
    private void end() {
        channels.addAll(datagrams.sockets());
        channels.forEach(channel -> promises.add(channel.close()));
        if (server.isOpen()) {
            promises.add(server.close());
        }
        ticker.advance(1, TimeUnit.SECONDS);
        for (int turn = 0; turn < TURNS_TO_END && !isAllDone(); turn++) {
            turns(1);
        }
        system.violations.when(!isAllDone(), "a promise was never kept");
        if (system.violations.found().isEmpty()) {
            turns(5);
            handlers.forEach(IocpIoHandler::destroy);
            loop.runNonBlockingTasks(0);
            system.violations.when(memory.liveBlocks() > 0, "buffers were never released");
            system.violations.when(system.openSockets() > 0, "sockets were never closed");
        }
    }

    private boolean isAllDone() {
        return promises.stream().allMatch(ChannelFuture::isDone)
                && channels.stream().allMatch(channel -> channel.closeFuture().isDone());
    }

    private boolean memoryIsShort() {
        return memory.liveBlocks() > 4_000;
    }

    private Channel any() {
        return channels.isEmpty() ? server : channels.get(random.nextInt(channels.size()));
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            loop.runNow();
        }
    }

    private final class Joining extends ChannelInitializer<Channel> {
        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        protected void initChannel(Channel channel) {
            channels.add(channel);
            channel.pipeline().addLast(new Reading());
        }
    }

    /// Only the network may fail.
    private class Hearing extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            system.violations.when(
                    !(cause instanceof IOException), "an exception of ours: " + cause);
        }
    }

    /// Reads what the other side wrote, which every byte is known of by its place.
    private final class Reading extends Hearing {
        private static final int PERIOD = 113;
        private long written;
        private long read;

        static byte pattern(long place) {
            return (byte) (place % PERIOD);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            while (buffer.isReadable()) {
                byte value = buffer.readByte();
                system.violations.when(
                        value != pattern(read++), "bytes came that were not sent there");
            }
            buffer.release();
        }
    }
}

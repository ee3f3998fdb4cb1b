package dev.starling.iocp;

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
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The part of a schedule that is about connections: clients and a server talk.
final class StreamTalk {
    private static final int PORT = 9;
    private static final int WRITE_BYTES_MAX = 900;
    private static final int BUFFER_BYTES_MAX = 600;

    /// A connection that a client knows of, made when nothing failed by chance.
    record Pair(Reading client, SocketAddress address) {}

    private final Schedule schedule;
    private final List<Channel> channels = new ArrayList<>();
    private final Map<Channel, Reading> readings = new HashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final Map<SocketAddress, Reading> accepted = new HashMap<>();
    private final Channel server;
    private long arrived;

    StreamTalk(Schedule schedule) {
        this.schedule = schedule;
        server = serve().channel();
    }

    /// Whether there is a server: there was a socket for it, and nobody has closed it.
    boolean isServed() {
        return server.isOpen();
    }

    List<Channel> channels() {
        List<Channel> all = new ArrayList<>(channels);
        if (isServed()) {
            all.add(server);
        }
        return all;
    }

    private ChannelFuture serve() {
        return new ServerBootstrap()
                .group(schedule.loop)
                .channelFactory(() -> new IocpServerSocketChannel(schedule.sockets, null))
                .option(ChannelOption.ALLOCATOR, schedule.memory)
                .childOption(ChannelOption.ALLOCATOR, schedule.memory)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, schedule.random.nextBoolean())
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(
                                1 + schedule.random.nextInt(BUFFER_BYTES_MAX)))
                .handler(new Hearing())
                .childHandler(new Joining(true))
                .bind(address(PORT));
    }

    /// One thing of all that a user may do.
    void act() {
        switch (schedule.random.nextInt(12)) {
            case 0, 1, 2 -> connect();
            case 3, 4, 5, 6 -> write(any());
            case 7 -> any().config().setAutoRead(schedule.random.nextBoolean());
            case 8 -> any().read();
            case 9 -> shutDown(any());
            case 10 -> close(any());
            default -> server.config().setAutoRead(schedule.random.nextBoolean());
        }
    }

    void connect() {
        Channel client;
        try {
            client = new IocpSocketChannel(schedule.sockets, null);
        } catch (RuntimeException e) {
            return; // out of handles
        }
        client.config().setOption(ChannelOption.ALLOCATOR, schedule.memory);
        // One without a time-out must come to an end by itself.
        int timeoutMillis = schedule.random.nextInt(4) == 0 ? 0 : 1 + schedule.random.nextInt(60);
        client.config().setOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis);
        client.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, schedule.random.nextBoolean());
        client.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(100));
        boolean isCalm = schedule.system.isCalm();
        ChannelFuture connected =
                new Bootstrap()
                        .group(schedule.loop)
                        .channelFactory(() -> client)
                        .handler(new Joining(false))
                        .disableResolver()
                        .connect(address(schedule.random.nextInt(10) == 0 ? PORT - 1 : PORT));
        schedule.promises.add(connected);
        if (isCalm) {
            connected.addListener(done -> {
                if (done.isSuccess()) {
                    pairs.add(new Pair(reading(client), client.localAddress()));
                }
            });
        }
        if (schedule.random.nextInt(8) == 0) {
            schedule.turns(schedule.random.nextInt(2));
            connected.cancel(false);
        }
    }

    private void write(Channel to) {
        if (to.equals(server) || !to.isActive() || schedule.memoryIsShort()) {
            return;
        }
        Reading reading = reading(to);
        int bytes = schedule.random.nextInt(6) == 0 ? 0 : schedule.random.nextInt(WRITE_BYTES_MAX);
        ByteBuf buffer =
                schedule.random.nextBoolean()
                        ? schedule.memory.directBuffer(bytes)
                        : schedule.memory.heapBuffer(bytes);
        for (int i = 0; i < bytes; i++) {
            buffer.writeByte(Reading.pattern(reading.written++));
        }
        boolean isHeld = schedule.random.nextBoolean();
        if (isHeld) {
            buffer.retain();
        }
        ChannelFuture written =
                schedule.mayWaitToFlush() ? to.write(buffer) : to.writeAndFlush(buffer);
        schedule.watch(buffer, written, isHeld);
        int next = schedule.random.nextInt(32);
        written.addListener(done -> {
            reading.onWritten(bytes, done.isSuccess());
            onWritten(to, next);
        });
    }

    /// Whoever is told that something was sent may do anything, in the middle of the accounting.
    private void onWritten(Channel to, int next) {
        switch (next) {
            case 0 -> close(to);
            case 1 -> shutDown(to);
            case 2 -> to.flush();
            case 3, 4, 5, 6, 7, 8, 9, 10 -> write(to);
            default -> {
                // goes on
            }
        }
    }

    private void shutDown(Channel channel) {
        if (channel instanceof SocketChannel connection) {
            reading(channel).isTouched = true;
            if (schedule.random.nextBoolean()) {
                schedule.promises.add(connection.shutdownOutput());
            } else {
                reading(channel).isDeaf = true;
                schedule.promises.add(connection.shutdownInput());
            }
        }
    }

    private void close(Channel channel) {
        if (!channel.equals(server)) {
            reading(channel).isTouched = true;
            reading(channel).isDeaf = true;
        }
        schedule.promises.add(channel.close());
        if (channel instanceof SocketChannel connection && schedule.random.nextBoolean()) {
            // Which lets go of what was written while that is still being sent.
            schedule.promises.add(connection.shutdownOutput());
        }
    }

    private Channel any() {
        return channels.isEmpty() ? server : channels.get(schedule.random.nextInt(channels.size()));
    }

    private Reading reading(Channel connection) {
        return Objects.requireNonNull(readings.get(connection));
    }

    /// Nobody holds anything back any more.
    void readAll() {
        server.config().setAutoRead(true);
        for (Channel channel : List.copyOf(channels)) {
            channel.config().setAutoRead(true);
            channel.flush();
        }
    }

    /// Each server's side of a connection that nobody has touched reads once from now on.
    void sayGoodbye() {
        for (Pair pair : pairs) {
            Reading other = other(pair);
            if (other != null && !other.isTouched && !pair.client().isTouched) {
                other.channel.config().setAutoRead(false);
                other.channel.read();
                write(pair.client().channel);
            }
        }
    }

    /// The clients that have said goodbye close.
    void leave() {
        for (Pair pair : pairs) {
            Reading other = other(pair);
            if (other != null && !other.channel.config().isAutoRead()) {
                close(pair.client().channel);
            }
        }
    }

    /// Connections of which one side was closed and the other has nothing to receive but the end.
    List<Pair> ended() {
        return pairs.stream()
                .filter(pair -> isClosed(pair.client()) || isClosed(other(pair)))
                .filter(pair -> schedule.system.waitingBytes(pair.address()) == 0)
                .toList();
    }

    /// After some turns that is heard, even by who does not read.
    void checkEnds(List<Pair> ended) {
        for (Pair pair : ended) {
            Reading other = other(pair);
            boolean isHeard = hasEnded(pair.client()) && (other == null || hasEnded(other));
            schedule.system.violations.when(
                    !isHeard, "nobody has heard of the end of a connection");
        }
    }

    private @Nullable Reading other(Pair pair) {
        return accepted.get(pair.address());
    }

    private static boolean isClosed(@Nullable Reading reading) {
        return reading != null && reading.channel.closeFuture().isDone();
    }

    private static boolean hasEnded(Reading reading) {
        return !reading.channel.isActive() || reading.channel.isInputShutdown();
    }

    /// Connections and bytes that have come.
    long arrived() {
        return arrived;
    }

    /// Whether all is there that [#checkArrival] wants to see.
    boolean hasArrived() {
        for (Pair pair : pairs) {
            Reading other = other(pair);
            if (other == null || !isWhole(pair.client(), other) || !isWhole(other, pair.client())) {
                return false;
            }
        }
        return readings.values().stream().allMatch(StreamTalk::knowsItsEnd);
    }

    /// Whoever reads on where the input has ended is told so, once.
    private static boolean knowsItsEnd(Reading reading) {
        boolean reads = reading.channel.isActive() && reading.channel.isInputShutdown();
        return !reads || reading.hasHeardTheEnd;
    }

    /// Who was connected was accepted, and what was sent over a connection has arrived whole, but
    /// where somebody has closed or shut down the one or the other side; even then all that was
    /// sent before an end in order.
    void checkArrival() {
        for (Pair pair : pairs) {
            Reading other = other(pair);
            if (other == null) {
                schedule.system.violations.when(true, "a client was never accepted");
            } else {
                schedule.system.violations.when(
                        !isWhole(pair.client(), other) || !isWhole(other, pair.client()),
                        "what was sent did not arrive whole");
            }
        }
        schedule.system.violations.when(
                !readings.values().stream().allMatch(StreamTalk::knowsItsEnd),
                "whoever reads was not told of the end of the input");
    }

    private static boolean isWhole(Reading from, Reading to) {
        if (from.isTouched || to.isTouched) {
            return to.read >= from.confirmed || to.isDeaf || to.hasFailed;
        }
        return to.read == from.written && from.confirmed == from.written && !to.hasFailed;
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private final class Joining extends ChannelInitializer<Channel> {
        private final boolean isAccepted;

        Joining(boolean isAccepted) {
            this.isAccepted = isAccepted;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        protected void initChannel(Channel channel) {
            channels.add(channel);
            Reading reading = new Reading((SocketChannel) channel);
            readings.put(channel, reading);
            channel.pipeline().addLast(reading);
            if (isAccepted) {
                arrived++;
                accepted.put(channel.remoteAddress(), reading);
            }
        }
    }

    /// Only the network may fail.
    private class Hearing extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            schedule.system.violations.when(
                    !(cause instanceof IOException), "an exception of ours: " + cause);
        }
    }

    /// Reads what the other side wrote, which every byte is known of by its place.
    private final class Reading extends Hearing {
        private static final int PERIOD = 113;
        private final SocketChannel channel;
        private long written;
        private long confirmed;
        private long read;
        private boolean isTouched;
        private boolean isDeaf;
        private boolean hasFailed;
        private boolean hasHeardTheEnd;

        Reading(SocketChannel channel) {
            this.channel = channel;
        }

        static byte pattern(long place) {
            return (byte) (place % PERIOD);
        }

        void onWritten(int bytes, boolean isSent) {
            if (isSent) {
                confirmed += bytes;
            } else {
                hasFailed = true;
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf buffer = (ByteBuf) message;
            arrived += buffer.readableBytes();
            while (buffer.isReadable()) {
                byte value = buffer.readByte();
                schedule.system.violations.when(
                        value != pattern(read++), "bytes came that were not sent there");
            }
            buffer.release();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            hasHeardTheEnd |= event instanceof ChannelInputShutdownReadComplete;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            hasFailed = true;
            super.exceptionCaught(context, cause);
        }
    }
}

package dev.starling.iocp;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The part of a schedule that is about datagrams: two sockets send to each other.
final class DatagramTalk {
    private static final int PORT = 20;
    private static final int SOCKETS_MAX = 2;
    private static final int BYTES_MAX = 250;
    private static final int BURST_MAX = 80;
    private static final int PERIOD = 113;
    private static final int SENT_TO_EACH = 6;

    private final Schedule schedule;
    private final List<IocpDatagramChannel> sockets = new ArrayList<>();
    private final Set<IocpDatagramChannel> closed = new HashSet<>();
    private int underWay;

    /// @param count of sockets, at most 2
    DatagramTalk(Schedule schedule, int count) {
        this.schedule = schedule;
        for (int i = 0; i < count; i++) {
            open(PORT + i);
        }
    }

    List<IocpDatagramChannel> channels() {
        return sockets;
    }

    boolean isOpen() {
        return !sockets.isEmpty();
    }

    /// One thing of all that a user may do to one of the sockets.
    void act() {
        act(sockets.get(schedule.random.nextInt(sockets.size())));
    }

    /// Nobody holds anything back any more.
    void readAll() {
        for (IocpDatagramChannel channel : sockets) {
            channel.config().setAutoRead(true);
            channel.flush();
        }
    }

    /// As many datagrams as a socket keeps, from the other one.
    void sendToEach() {
        for (IocpDatagramChannel channel : sockets) {
            for (int i = 0; i < SENT_TO_EACH && channel.isActive(); i++) {
                send(channel);
            }
        }
    }

    boolean hasArrived() {
        return waiting() == 0 && underWay == 0;
    }

    /// Datagrams that have come to sockets which nobody has closed, and were not received.
    int waiting() {
        int waiting = 0;
        for (IocpDatagramChannel channel : sockets) {
            InetSocketAddress local = channel.localAddress();
            if (local != null && !closed.contains(channel)) {
                waiting += schedule.system.waitingDatagrams(local);
            }
        }
        return waiting;
    }

    /// Datagrams that were written and are neither sent nor lost.
    int underWay() {
        return underWay;
    }

    /// What has come to a socket is received.
    void checkArrival() {
        schedule.system.violations.when(!hasArrived(), "a datagram has come that nobody receives");
    }

    private void act(IocpDatagramChannel channel) {
        switch (schedule.random.nextInt(8)) {
            case 0, 1, 2, 3 -> {
                int burst = schedule.random.nextInt(20) == 0 ? BURST_MAX : 1;
                for (int i = 0; i < burst && channel.isActive(); i++) {
                    send(channel);
                }
            }
            case 4 -> channel.config().setAutoRead(schedule.random.nextBoolean());
            case 5 -> channel.read();
            case 6 -> schedule.promises.add(connect(channel));
            default -> {
                if (schedule.random.nextInt(4) == 0) {
                    closed.add(channel);
                    schedule.promises.add(channel.close());
                }
            }
        }
    }

    private void open(int port) {
        IocpDatagramChannel channel;
        try {
            channel = new IocpDatagramChannel(schedule.sockets, null);
        } catch (RuntimeException e) {
            return; // out of handles
        }
        sockets.add(channel);
        schedule.promises.add(
                new Bootstrap()
                        .group(schedule.loop)
                        .channelFactory(() -> channel)
                        .option(ChannelOption.ALLOCATOR, schedule.memory)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(1 + schedule.random.nextInt(300)))
                        .handler(new Reading())
                        .disableResolver()
                        .bind(address(port)));
    }

    private ChannelFuture connect(IocpDatagramChannel channel) {
        return channel.isConnected() ? channel.disconnect() : channel.connect(anyone());
    }

    private void send(IocpDatagramChannel channel) {
        int bytes = schedule.random.nextInt(16) == 0 ? 0 : schedule.random.nextInt(BYTES_MAX);
        ByteBuf content =
                schedule.random.nextBoolean()
                        ? schedule.memory.directBuffer(bytes)
                        : schedule.memory.heapBuffer(bytes);
        int first = schedule.random.nextInt(PERIOD);
        for (int i = 0; i < bytes; i++) {
            content.writeByte((first + i) % PERIOD);
        }
        boolean isHeld = schedule.random.nextBoolean();
        if (isHeld) {
            content.retain();
        }
        boolean isForPeer = channel.isConnected() && schedule.random.nextBoolean();
        Object message = isForPeer ? content : new DatagramPacket(content, anyone());
        ChannelFuture written =
                schedule.mayWaitToFlush() ? channel.write(message) : channel.writeAndFlush(message);
        schedule.watch(content, written, isHeld);
        underWay++;
        written.addListener(done -> underWay--);
        if (schedule.random.nextInt(4) == 0) {
            written.addListener(done -> {
                if (channel.isActive()) {
                    send(channel);
                }
            });
        }
    }

    /// One time in a few nobody has the address.
    private InetSocketAddress anyone() {
        return address(PORT + schedule.random.nextInt(SOCKETS_MAX + 1));
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /// Reads datagrams, which are known by their first byte.
    private final class Reading extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket packet = (DatagramPacket) message;
            ByteBuf content = packet.content();
            for (int i = 1; i < content.readableBytes(); i++) {
                schedule.system.violations.when(
                        content.getByte(i) != (content.getByte(0) + i) % PERIOD,
                        "a datagram came that nobody sent");
            }
            packet.release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            schedule.system.violations.when(
                    !(cause instanceof IOException), "an exception of ours: " + cause);
        }
    }
}

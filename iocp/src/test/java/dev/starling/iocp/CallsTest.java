package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import dev.starling.iocp.planted.Passing;
import dev.starling.iocp.planted.PassingSockets;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.port.WindowsSockets;
import dev.starling.iocp.winsock.Codes;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What a batch costs at Windows itself: each method of the port and the sockets is one call.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class CallsTest {
    private static final int BATCHES = 50;
    private static final int BATCH_BYTES = 100;
    private static final int CALLS = 20_000;
    private static final double BYTES_MAX = 0.5;

    private final AtomicInteger received = new AtomicInteger();

    @Test
    void aBatchIsOneCallSentAndTwoReceived() throws Exception {
        Counting counting = new Counting(new WindowsSockets());
        var group =
                new MultiThreadIoEventLoopGroup(
                        1, executor -> new IocpIoHandler(counting, IocpConfig.DEFAULT, executor));
        try {
            Channel server =
                    new ServerBootstrap()
                            .group(group)
                            .channelFactory(() -> new IocpServerSocketChannel(counting, null))
                            .childHandler(new Receiving())
                            .bind(InetAddress.getLoopbackAddress(), 0)
                            .sync()
                            .channel();
            Channel client =
                    new Bootstrap()
                            .group(group)
                            .channelFactory(() -> new IocpSocketChannel(counting, null))
                            .handler(new Receiving())
                            .connect(server.localAddress())
                            .sync()
                            .channel();
            send(client, 1);
            int sends = counting.sends.get();
            int receives = counting.receives.get();
            send(client, 1 + BATCHES);
            assertThat(counting.sends.get() - sends).isEqualTo(BATCHES);
            assertThat(counting.receives.get() - receives).isLessThanOrEqualTo(2 * BATCHES);
        } finally {
            group.shutdownGracefully(0, 10, TimeUnit.SECONDS).sync();
        }
    }

    /// One after the other, each when the one before has come and is waited for again.
    private void send(Channel client, int untilBatches) {
        while (received.get() < untilBatches * BATCH_BYTES) {
            int expected = received.get() + BATCH_BYTES;
            var _ = client.writeAndFlush(client.alloc().directBuffer().writeZero(BATCH_BYTES));
            await().pollDelay(0, TimeUnit.MILLISECONDS).until(() -> received.get() == expected);
            client.eventLoop().submit(() -> {}).syncUninterruptibly();
        }
    }

    @Test
    void aCallAllocatesNothing() throws IOException {
        Sockets sockets = new WindowsSockets();
        Port port = sockets.newPort(true);
        long socket = sockets.open(Codes.AF_INET, Codes.SOCK_DGRAM);
        try (Arena arena = Arena.ofConfined()) {
            sockets.bind(
                    socket,
                    Codes.AF_INET,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            long room = arena.allocate(BATCH_BYTES).address();
            call(port, sockets, socket, room);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            int asExpected = call(port, sockets, socket, room);
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertThat(asExpected).isEqualTo(CALLS / 2);
            assertThat((double) bytes / CALLS).isLessThan(BYTES_MAX);
        } finally {
            sockets.close(socket, false);
            port.close();
        }
    }

    /// Waits and receives where there is nothing; how often there was nothing is returned.
    private static int call(Port port, Sockets sockets, long socket, long room) throws IOException {
        int nothing = 0;
        for (int i = 0; i < CALLS / 2; i++) {
            boolean noPacket = port.await(0) == 0;
            int bytes = sockets.receiveNow(socket, room, BATCH_BYTES);
            nothing += noPacket && bytes == Sockets.NOTHING ? 1 : 0;
        }
        return nothing;
    }

    private final class Receiving extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            received.addAndGet(((ByteBuf) message).readableBytes());
            ReferenceCountUtil.release(message);
        }
    }

    /// Windows' sockets, the calls of which are counted.
    private static final class Counting extends PassingSockets {
        private final AtomicInteger sends;
        private final AtomicInteger receives;

        Counting(Sockets sound) {
            this(sound, new AtomicInteger(), new AtomicInteger());
        }

        private Counting(Sockets sound, AtomicInteger sends, AtomicInteger receives) {
            super(sound, counting(sends, receives));
            this.sends = sends;
            this.receives = receives;
        }

        private static UnaryOperator<Port> counting(AtomicInteger sends, AtomicInteger receives) {
            return port -> new CountingPort(port, sends, receives);
        }

        @Override
        public int receiveNow(long socket, long address, int bytesMax) throws IOException {
            receives.incrementAndGet();
            return super.receiveNow(socket, address, bytesMax);
        }
    }

    /// Its port.
    private static final class CountingPort extends Passing {
        private final AtomicInteger sends;
        private final AtomicInteger receives;

        CountingPort(Port sound, AtomicInteger sends, AtomicInteger receives) {
            super(sound);
            this.sends = sends;
            this.receives = receives;
        }

        @Override
        public int send(long socket, long buffers, int count, long overlapped) {
            sends.incrementAndGet();
            return super.send(socket, buffers, count, overlapped);
        }

        @Override
        public int receive(long socket, long buffers, long flags, long overlapped) {
            receives.incrementAndGet();
            return super.receive(socket, buffers, flags, overlapped);
        }
    }
}

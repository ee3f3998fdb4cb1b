package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.twin.EagerSockets;
import dev.starling.iocp.winsock.Codes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What operations cost: calls to the system, and bytes of heap on the loop.
final class CostTest {
    private static final int OPERATIONS = 1_000_000;
    private static final int WARM_UP = 200_000;
    private static final double BYTES_MAX = 0.5;

    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    /// The records of the leak detector are not what is measured.
    @BeforeEach
    void detectNoLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void detectLeaks() {
        ResourceLeakDetector.setLevel(level);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchSentIsOneCall(boolean skips) throws Exception {
        double calls = onLoop(skips, connection -> connection.calls(() -> connection.send(1, 64)));
        assertThat(calls).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchReceivedIsTwoCalls(boolean skips) throws Exception {
        double calls = onLoop(skips, connection -> connection.calls(() -> connection.receive(10)));
        assertThat(calls).isEqualTo(2 * 10);
    }

    /// The batch fills five buffers: it is waited for once, and received until a sixth finds
    /// nothing.
    @Test
    void aBatchLongerThanABufferIsNotWaitedForAgain() throws Exception {
        double calls =
                onLoop(
                        () -> new Connection(true, Connection.BATCH_BYTES / 5),
                        connection -> connection.calls(() -> connection.receive(10)));
        assertThat(calls).isEqualTo((1 + 6) * 10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendingAllocatesNothing(boolean skips) throws Exception {
        double bytes =
                onLoop(
                        skips,
                        connection -> {
                            connection.send(WARM_UP, 1);
                            return allocated(() -> connection.send(OPERATIONS, 1));
                        });
        assertThat(bytes / OPERATIONS).isLessThan(BYTES_MAX);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void receivingAllocatesNothing(boolean skips) throws Exception {
        assertThat(allocatedByReceiving(skips)).isLessThan(BYTES_MAX);
    }

    @Test
    void aPlantedAllocationIsFound() throws Exception {
        Connection.kept = new byte[0];
        try {
            assertThat(allocatedByReceiving(true)).isGreaterThan(BYTES_MAX);
        } finally {
            Connection.kept = null;
        }
    }

    private static double allocatedByReceiving(boolean skips) throws Exception {
        double bytes =
                onLoop(
                        skips,
                        connection -> {
                            connection.receive(WARM_UP);
                            return allocated(() -> connection.receive(OPERATIONS));
                        });
        return bytes / OPERATIONS;
    }

    private static double allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /// On a thread as loops have it, since Netty recycles its objects only there.
    private static double onLoop(boolean skips, ToDoubleFunction<Connection> measurement)
            throws Exception {
        return onLoop(() -> new Connection(skips, 2 * Connection.BATCH_BYTES), measurement);
    }

    private static double onLoop(
            Supplier<Connection> connection, ToDoubleFunction<Connection> measurement)
            throws Exception {
        FutureTask<Double> task =
                new FutureTask<>(() -> measurement.applyAsDouble(connection.get()));
        new FastThreadLocalThread(task).start();
        return task.get(60, TimeUnit.SECONDS);
    }

    /// A connection on a loop of its own that is the calling thread.
    private static final class Connection extends ChannelInboundHandlerAdapter {
        private static final int BATCH_BYTES = 500;
        private static final int MESSAGE_BYTES = 100;
        static byte @Nullable [] kept;

        private final EagerSockets sockets;
        private final ManualIoEventLoop loop;
        private final ByteBuf message = Unpooled.directBuffer(MESSAGE_BYTES);
        private final IocpSocketChannel channel;
        private long received;

        Connection(boolean skips, int bufferBytes) {
            sockets = new EagerSockets(BATCH_BYTES, skips);
            loop =
                    new ManualIoEventLoop(
                            Thread.currentThread(),
                            executor -> new IocpIoHandler(sockets, IocpConfig.DEFAULT, executor));
            message.writeZero(MESSAGE_BYTES);
            try {
                NativeSocket listening = NativeSocket.openStream(sockets, Codes.AF_UNSPEC);
                channel =
                        new IocpSocketChannel(
                                null, listening.accepted(2), sockets.remoteAddress(2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            channel.config().setOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
            channel.config()
                    .setRecvByteBufAllocator(
                            new FixedRecvByteBufAllocator(bufferBytes).maxMessagesPerRead(16));
            channel.pipeline().addLast(this);
            channel.unsafe().register(loop, channel.newPromise());
            loop.runNow();
            receive(1);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object read) {
            ByteBuf buffer = (ByteBuf) read;
            received += buffer.readableBytes();
            buffer.release();
            if (kept != null) {
                kept = new byte[1];
            }
        }

        long calls(Runnable work) {
            long before = sockets.calls();
            work.run();
            return sockets.calls() - before;
        }

        void send(int flushes, int messagesAFlush) {
            long expected = sockets.sentBytes() + (long) flushes * messagesAFlush * MESSAGE_BYTES;
            for (int flush = 0; flush < flushes; flush++) {
                for (int i = 0; i < messagesAFlush; i++) {
                    channel.unsafe().write(message.retain(), channel.voidPromise());
                }
                channel.unsafe().flush();
                loop.runNow();
            }
            loop.runNow(); // for the last packet
            if (sockets.sentBytes() != expected) {
                throw new AssertionError("not everything was sent");
            }
        }

        void receive(int batches) {
            long expected = received + (long) batches * BATCH_BYTES;
            sockets.batches(batches);
            while (received < expected) {
                loop.runNow();
            }
        }
    }
}

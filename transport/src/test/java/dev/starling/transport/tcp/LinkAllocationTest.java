package dev.starling.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.starling.transport.Closed;
import dev.starling.transport.LinkStream;
import dev.starling.transport.Listener;
import dev.starling.transport.StreamReader;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.planted.AllocatingReader;
import dev.starling.transport.testing.Payload;
import io.netty.util.ResourceLeakDetector;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A link that sends and receives steadily makes no object for a message, only some for a batch.
final class LinkAllocationTest {
    private static final int MESSAGES = 1_000_000;

    /// Small, so that what a batch costs (some hundred bytes) is little for each of its messages.
    private static final int FRAME_BYTES = 16;

    /// The first is for the compiler; of the others, what is made for a message is in each, while
    /// what is made for a batch depends on how many messages the loop found in it.
    private static final int ROUNDS = 4;

    private static final double BYTES_PER_MESSAGE_MAX = 0.5;
    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final ResourceLeakDetector.Level usualLevel = ResourceLeakDetector.getLevel();

    /// Bytes allocated for each message.
    ///
    /// @param sender by the thread that sends
    /// @param loops by the loops of both ends
    private record Cost(double sender, double loops) {
        Cost orLess(Cost other) {
            return new Cost(Math.min(sender, other.sender), Math.min(loops, other.loops));
        }
    }

    /// The leak detector makes a stack trace for each use of a buffer.
    @BeforeEach
    void detectNoLeaks() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterEach
    void detectLeaksAgain() {
        ResourceLeakDetector.setLevel(usualLevel);
    }

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL", "NIO"})
    void makesNothingForAMessage(Mechanism mechanism) throws Exception {
        Cost cost = measure(mechanism, reader -> reader);
        assertThat(cost.sender()).as("sender").isLessThan(BYTES_PER_MESSAGE_MAX);
        assertThat(cost.loops()).as("loops").isLessThan(BYTES_PER_MESSAGE_MAX);
    }

    @Test
    void findsAReaderThatMakesAnObjectForEachMessage() throws Exception {
        Cost cost = measure(Mechanism.NIO, reader -> new AllocatingReader(reader, FRAME_BYTES));
        assertThat(cost.loops()).isGreaterThan(BYTES_PER_MESSAGE_MAX);
    }

    private static Cost measure(Mechanism mechanism, UnaryOperator<StreamReader> around)
            throws Exception {
        ByteCounter far = new ByteCounter();
        ByteCounter near = new ByteCounter();
        try (TcpTransport transport =
                new TcpTransport(Loops.open(mechanism, 2), TransportConfig.DEFAULT)) {
            Listener listener =
                    transport.listen(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            link -> link.stream().reader(around.apply(far)));
            LinkStream stream =
                    transport
                            .dial(listener.address(), link -> link.stream().reader(near))
                            .get(10, TimeUnit.SECONDS)
                            .stream();
            Cost least = round(stream, far);
            for (int i = 1; i < ROUNDS; i++) {
                least = least.orLess(round(stream, far));
            }
            return least;
        }
    }

    private static Cost round(LinkStream stream, ByteCounter far) throws Exception {
        long arrived = far.bytes;
        long loopsBefore = loopBytes();
        long senderBefore = THREADS.getCurrentThreadAllocatedBytes();
        send(stream);
        long senderAfter = THREADS.getCurrentThreadAllocatedBytes();
        far.await(arrived + (long) MESSAGES * FRAME_BYTES);
        return new Cost(
                (double) (senderAfter - senderBefore) / MESSAGES,
                (double) (loopBytes() - loopsBefore) / MESSAGES);
    }

    private static void send(LinkStream stream) throws Exception {
        Payload message = Payload.of(1, 1, FRAME_BYTES - 4);
        for (int i = 0; i < MESSAGES; i++) {
            stream.send(message);
        }
    }

    private static long loopBytes() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("starling-loop-"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.threadId()))
                .sum();
    }

    /// Counts the bytes that came.
    private static final class ByteCounter implements StreamReader {
        private volatile long bytes;

        void await(long count) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(bytes).isEqualTo(count));
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // Only the loop writes.
        @Override
        public void onBytes(ByteBuffer arrived, long nowNanos) {
            bytes += arrived.remaining();
        }

        @Override
        public void onEnd(long nowNanos) {}

        @Override
        public void onClosed(Closed closed) {}
    }
}

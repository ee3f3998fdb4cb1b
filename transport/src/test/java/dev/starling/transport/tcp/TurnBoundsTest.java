package dev.starling.transport.tcp;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.transport.Closed;
import dev.starling.transport.Link;
import dev.starling.transport.Listener;
import dev.starling.transport.StreamReader;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.LoopThread;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A9: what one link is handed in one turn of its loop is bounded, whatever has come.
final class TurnBoundsTest {
    private static final int READS = 4;
    private static final byte[] FRAME = prefixed(chat("ann", "hi"));
    private static final byte[] HUNDRED_THOUSAND = frames(100_000);

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL", "NIO"})
    void handsOnFourReadsATurnOfAHundredThousandFramesAndTheirEnd(Mechanism mechanism)
            throws Exception {
        assertBounded(mechanism, 64 << 10, HUNDRED_THOUSAND, false);
    }

    /// Where epoll and io_uring read on though reading is held back: the whole of it waits then.
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL", "NIO"})
    void handsOnFourReadsATurnOfWhatWaitedForTheReader(Mechanism mechanism) throws Exception {
        assertBounded(mechanism, 256, frames(500), true);
    }

    private static void assertBounded(
            Mechanism mechanism, int readBytes, byte[] sent, boolean paused) throws Exception {
        Turns turns = new Turns(paused);
        try (TcpTransport transport =
                        new TcpTransport(Loops.open(mechanism, 1), withReads(readBytes));
                Socket client = connect(transport.listen(freeAddress(), turns::meet))) {
            Link link = turns.link.get(10, TimeUnit.SECONDS);
            client.getOutputStream().write(sent);
            client.shutdownOutput();
            link.stream().resumeReading();
            assertThat(turns.end.get(30, TimeUnit.SECONDS)).isEqualTo(sent.length);
        }
        assertThat(turns.mostBytes).isLessThanOrEqualTo(READS * readBytes);
        assertThat(turns.count).isGreaterThanOrEqualTo(sent.length / (READS * readBytes));
    }

    private static TransportConfig withReads(int readBytes) {
        TransportConfig usual = TransportConfig.DEFAULT;
        return new TransportConfig(
                usual.outboxBytesMax(),
                usual.batchBytes(),
                readBytes,
                usual.dialNanosMax(),
                usual.stalledNanosMax(),
                usual.closeNanosMax());
    }

    private static InetSocketAddress freeAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static Socket connect(Listener listener) throws Exception {
        InetSocketAddress address = (InetSocketAddress) listener.address();
        return new Socket(address.getAddress(), address.getPort());
    }

    private static byte[] frames(int count) {
        ByteBuffer frames = ByteBuffer.allocate(count * FRAME.length);
        while (frames.hasRemaining()) {
            frames.put(FRAME);
        }
        return frames.array();
    }

    /// Counts what comes by turns of the loop.
    private static final class Turns implements StreamReader {
        final CompletableFuture<Link> link = new CompletableFuture<>();
        final CompletableFuture<Integer> end = new CompletableFuture<>();
        private final boolean paused;
        private int bytes;
        private long turn = -1;
        private int turnBytes;
        private int mostBytes;
        private int count;

        Turns(boolean paused) {
            this.paused = paused;
        }

        void meet(Link met) {
            met.stream().reader(this);
            if (paused) {
                met.stream().pauseReading();
            }
            link.complete(met);
        }

        @Override
        public void onBytes(ByteBuffer read, long nowNanos) {
            if (turn != LoopThread.turn()) {
                turn = LoopThread.turn();
                turnBytes = 0;
                count++;
            }
            bytes += read.remaining();
            turnBytes += read.remaining();
            mostBytes = Math.max(mostBytes, turnBytes);
            read.position(read.limit());
        }

        @Override
        public void onEnd(long nowNanos) {
            end.complete(bytes);
        }

        @Override
        public void onClosed(Closed closed) {}
    }
}

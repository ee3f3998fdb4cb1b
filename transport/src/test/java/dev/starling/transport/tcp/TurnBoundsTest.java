package dev.starling.transport.tcp;

import static dev.starling.transport.frame.Frames.chat;
import static dev.starling.transport.frame.Frames.prefixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.transport.Closed;
import dev.starling.transport.Link;
import dev.starling.transport.Listener;
import dev.starling.transport.StreamReader;
import dev.starling.transport.loop.LoopThread;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A9: what one link is handed in one turn of its loop is bounded, whatever has come.
final class TurnBoundsTest {
    private static final int READS = TcpOptions.READS_PER_TURN;
    private static final byte[] FRAME = prefixed(chat("ann", "hi"));
    private static final byte[] HUNDRED_THOUSAND = frames(100_000);

    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL", "NIO"})
    void handsOnTwoReadsATurnOfAHundredThousandFramesAndTheirEnd(Mechanism mechanism)
            throws Exception {
        assertBounded(mechanism, 64 << 10, HUNDRED_THOUSAND, false);
    }

    /// Where epoll and io_uring read on though reading is held back: the whole of it waits then.
    /// Many times, since the end may come before and after the reader.
    @ParameterizedTest
    @EnumSource(names = {"IO_URING", "EPOLL", "NIO"})
    void handsOnTwoReadsATurnOfWhatWaitedForTheReader(Mechanism mechanism) throws Exception {
        for (int i = 0; i < 50; i++) {
            assertBounded(mechanism, 256, frames(500), true);
        }
    }

    /// Hands on all at once what it held back.
    @Test
    void findsThePlantedLinkThatHandsOnAllThatItHeld() throws Exception {
        Turns turns = new Turns(true);
        byte[] held = frames(500);
        try (Loops loops = Loops.open(Mechanism.EPOLL, 1)) {
            Runnable greedy =
                    () -> {
                        for (int at = 0; at < held.length; at += 256) {
                            int length = Math.min(256, held.length - at);
                            turns.onBytes(ByteBuffer.wrap(held, at, length), 0);
                        }
                    };
            loops.netty().group().submit(greedy).get(10, TimeUnit.SECONDS);
        }
        assertThatThrownBy(() -> turns.assertBounded(256, held.length))
                .isInstanceOf(AssertionError.class);
    }

    private static void assertBounded(
            Mechanism mechanism, int readBytes, byte[] sent, boolean paused) throws Exception {
        Turns turns = new Turns(paused);
        try (TcpTransport transport =
                        new TcpTransport(
                                Loops.open(mechanism, 1), BoundedReadsTest.withReads(readBytes));
                Socket client = connect(transport.listen(freeAddress(), turns::meet))) {
            Link link = turns.link.get(10, TimeUnit.SECONDS);
            client.getOutputStream().write(sent);
            client.shutdownOutput();
            link.stream().resumeReading();
            assertThat(turns.end.get(30, TimeUnit.SECONDS)).isEqualTo(sent.length);
        }
        turns.assertBounded(readBytes, sent.length);
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

        void assertBounded(int readBytes, int sentBytes) {
            assertThat(mostBytes).isLessThanOrEqualTo(READS * readBytes);
            assertThat(count).isGreaterThanOrEqualTo(sentBytes / (READS * readBytes));
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

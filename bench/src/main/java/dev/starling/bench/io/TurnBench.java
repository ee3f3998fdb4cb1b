package dev.starling.bench.io;

import dev.starling.transport.Closed;
import dev.starling.transport.Link;
import dev.starling.transport.StreamReader;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.frame.FramePool;
import dev.starling.transport.frame.Framing;
import dev.starling.transport.frame.MessageReader;
import dev.starling.transport.loop.LoopThread;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.tcp.TcpTransport;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.WireLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How long one link keeps its loop in a turn while 100,000 small messages come at once: from the
/// first bytes handed on in a turn to the last, with their messages verified.
public final class TurnBench {
    private static final int FRAMES = 100_000;
    private static final int WARM_UP_ROUNDS = 20;
    private static final int ROUNDS = 100;

    private TurnBench() {}

    /// Prints a line for each mechanism.
    public static void main(String[] args) throws Exception {
        byte[] frames = frames();
        for (Mechanism mechanism : List.of(Mechanism.IO_URING, Mechanism.EPOLL, Mechanism.NIO)) {
            measure(mechanism, frames, WARM_UP_ROUNDS);
            long[] nanos = measure(mechanism, frames, ROUNDS);
            System.out.printf(
                    Locale.ROOT,
                    "%-9s %6d turns: p50 %5.0f us, p99 %5.0f us, longest %5.0f us%n",
                    mechanism.title(),
                    nanos.length,
                    nanos[nanos.length / 2] / 1e3,
                    nanos[nanos.length * 99 / 100] / 1e3,
                    nanos[nanos.length - 1] / 1e3);
        }
    }

    /// The lengths of all turns, sorted.
    private static long[] measure(Mechanism mechanism, byte[] frames, int rounds) throws Exception {
        Turns turns = new Turns();
        try (TcpTransport transport =
                new TcpTransport(Loops.open(mechanism, 1), TransportConfig.DEFAULT)) {
            InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var listener = transport.listen(any, turns::meet);
            InetSocketAddress address = (InetSocketAddress) listener.address();
            for (int round = 0; round < rounds; round++) {
                turns.whole = new CompletableFuture<>();
                try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                    client.getOutputStream().write(frames);
                    client.shutdownOutput();
                    turns.whole.get(60, TimeUnit.SECONDS);
                }
            }
        }
        return turns.sorted();
    }

    private static byte[] frames() {
        byte[] frame = Work.answer().toFrame();
        ByteBuffer frames = ByteBuffer.allocate(FRAMES * frame.length);
        while (frames.hasRemaining()) {
            frames.put(frame);
        }
        return frames.array();
    }

    /// Takes the time of the turns of one link after the other.
    private static final class Turns {
        private final List<Long> nanos = new ArrayList<>();
        private volatile CompletableFuture<Void> whole = new CompletableFuture<>();

        void meet(Link link) {
            link.stream().reader(new Timing(this, link));
        }

        long[] sorted() {
            return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        }
    }

    /// One link's reader, with a stopwatch.
    private static final class Timing implements StreamReader {
        private final Turns turns;
        private final Link link;
        private final MessageReader messages;
        private int count;
        private long turn = -1;
        private long beginNanos;
        private long endNanos;

        Timing(Turns turns, Link link) {
            this.turns = turns;
            this.link = link;
            this.messages =
                    new MessageReader(
                            Framing.RAW,
                            WireLimits.FRAME_BYTES_MAX,
                            new FramePool(1 << 20),
                            this::take);
        }

        private @Nullable Offence take(Verified message) {
            count++;
            return null;
        }

        @Override
        public void onBytes(ByteBuffer bytes, long nowNanos) {
            if (turn != LoopThread.turn()) {
                endTurn();
                turn = LoopThread.turn();
                beginNanos = nowNanos;
            }
            if (messages.read(bytes) != null) {
                throw new IllegalStateException("these are good messages");
            }
            endNanos = System.nanoTime();
        }

        @Override
        public void onEnd(long nowNanos) {
            endTurn();
            if (count != FRAMES) {
                throw new IllegalStateException(count + " messages came");
            }
            link.close();
        }

        @Override
        public void onClosed(Closed closed) {
            messages.close();
            turns.whole.complete(null);
        }

        private void endTurn() {
            if (turn >= 0) {
                turns.nanos.add(endNanos - beginNanos);
            }
        }
    }
}

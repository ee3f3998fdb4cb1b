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
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
/// first bytes handed on in a turn to the last, with their messages verified. The processor's time
/// beside it tells the work of a turn from what held its thread up.
public final class TurnBench {
    private static final int FRAMES = 100_000;
    private static final int WARM_UP_ROUNDS = 20;
    private static final int ROUNDS = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private TurnBench() {}

    /// Prints a line for each mechanism.
    public static void main(String[] args) throws Exception {
        byte[] frames = frames();
        for (Mechanism mechanism : List.of(Mechanism.IO_URING, Mechanism.EPOLL, Mechanism.NIO)) {
            measure(mechanism, frames, WARM_UP_ROUNDS);
            Turns turns = measure(mechanism, frames, ROUNDS);
            print(mechanism, "elapsed", sorted(turns.elapsedNanos));
            print(mechanism, "worked", sorted(turns.workedNanos));
        }
    }

    private static void print(Mechanism mechanism, String what, long[] nanos) {
        System.out.printf(
                Locale.ROOT,
                "%-9s %-7s %6d turns: p50 %5.0f us, p99 %5.0f us, longest %5.0f us%n",
                mechanism.title(),
                what,
                nanos.length,
                nanos[nanos.length / 2] / 1e3,
                nanos[nanos.length * 99 / 100] / 1e3,
                nanos[nanos.length - 1] / 1e3);
    }

    private static long[] sorted(List<Long> nanos) {
        return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static Turns measure(Mechanism mechanism, byte[] frames, int rounds) throws Exception {
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
        return turns;
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
        private final List<Long> elapsedNanos = new ArrayList<>();
        private final List<Long> workedNanos = new ArrayList<>();
        private volatile CompletableFuture<Void> whole = new CompletableFuture<>();

        void meet(Link link) {
            link.stream().reader(new Timing(this, link));
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
        private long workBeginNanos;
        private long workEndNanos;

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
                workBeginNanos = THREADS.getCurrentThreadCpuTime();
            }
            if (messages.read(bytes) != null) {
                throw new IllegalStateException("these are good messages");
            }
            endNanos = System.nanoTime();
            workEndNanos = THREADS.getCurrentThreadCpuTime();
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
                turns.elapsedNanos.add(endNanos - beginNanos);
                turns.workedNanos.add(workEndNanos - workBeginNanos);
            }
        }
    }
}

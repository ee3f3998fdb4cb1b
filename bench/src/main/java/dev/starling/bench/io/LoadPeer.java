package dev.starling.bench.io;

import dev.starling.transport.Closed;
import dev.starling.transport.Link;
import dev.starling.transport.LinkStream;
import dev.starling.transport.StreamReader;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.tcp.TcpTransport;
import dev.starling.wire.build.MessageTemplate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The process that talks: one-way rate, round trips, many connections; prints one line of figures.
final class LoadPeer {
    private static final long WAIT_SECONDS_MAX = 60;

    private final TcpTransport transport;

    private LoadPeer(TcpTransport transport) {
        this.transport = transport;
    }

    static void run(Mechanism mechanism, List<Integer> ports) throws Exception {
        try (TcpTransport transport =
                new TcpTransport(Loops.open(mechanism, 1), TransportConfig.DEFAULT)) {
            LoadPeer peer = new LoadPeer(transport);
            peer.oneWaySeconds(ports.get(1), Work.WARM_UP_CHATS);
            double rate = Work.ONE_WAY_CHATS / peer.oneWaySeconds(ports.get(2), Work.ONE_WAY_CHATS);
            long[] trips = peer.roundTripNanos(ports.get(0));
            double connecting = peer.connectionSeconds(ports.get(0));
            System.out.printf(
                    Locale.ROOT,
                    "%.3f %.2f %.2f %.3f%n",
                    rate / 1e6,
                    trips[trips.length / 2] / 1e3,
                    trips[trips.length * 99 / 100] / 1e3,
                    connecting);
        }
    }

    /// Seconds from the first chat until the answer that says all have come.
    private double oneWaySeconds(int port, int chats) throws Exception {
        Answers answers = new Answers();
        Link link = dial(port, answers).get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        MessageTemplate chat = Work.chat();
        long start = System.nanoTime();
        for (int i = 0; i < chats; i++) {
            link.stream().send(chat.id(start, i));
        }
        answers.await(1);
        double seconds = (System.nanoTime() - start) / 1e9;
        link.close();
        return seconds;
    }

    /// Sorted round-trip times, each measured and answered on the loop.
    private long[] roundTripNanos(int port) throws Exception {
        RoundTrips trips = new RoundTrips();
        InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        Link link = transport.dial(remote, trips::meet).get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        trips.done.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        link.close();
        Arrays.sort(trips.nanos);
        return trips.nanos;
    }

    /// Seconds until that many links are open and each has had its chat answered.
    private double connectionSeconds(int port) throws Exception {
        Answers answers = new Answers();
        MessageTemplate chat = Work.chat();
        long start = System.nanoTime();
        List<CompletableFuture<Link>> dials = new ArrayList<>();
        for (int i = 0; i < Work.CONNECTIONS; i++) {
            dials.add(dial(port, answers));
        }
        for (CompletableFuture<Link> dial : dials) {
            dial.get(WAIT_SECONDS_MAX, TimeUnit.SECONDS).stream().send(chat);
        }
        answers.await(Work.CONNECTIONS);
        double seconds = (System.nanoTime() - start) / 1e9;
        dials.forEach(dial -> dial.join().close());
        return seconds;
    }

    private CompletableFuture<Link> dial(int port, StreamReader reader) {
        SocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return transport.dial(remote, link -> link.stream().reader(reader));
    }

    /// Counts answers of any number of links of one loop.
    private static final class Answers implements StreamReader {
        private final Semaphore arrived = new Semaphore(0);
        private int bytes;

        void await(int count) throws InterruptedException {
            if (!arrived.tryAcquire(count, WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no answer within a minute");
            }
        }

        @Override
        public void onBytes(ByteBuffer read, long nowNanos) {
            bytes += read.remaining();
            read.position(read.limit());
            arrived.release(bytes / Work.answerBytes());
            bytes %= Work.answerBytes();
        }

        @Override
        public void onEnd(long nowNanos) {}

        @Override
        public void onClosed(Closed closed) {}
    }

    /// Sends the next chat when the answer to the last has come.
    private static final class RoundTrips implements StreamReader {
        final long[] nanos = new long[Work.ROUND_TRIPS];
        final CompletableFuture<Void> done = new CompletableFuture<>();
        private final MessageTemplate chat = Work.chat();
        private @Nullable LinkStream stream;
        private int bytes;
        private int index = -Work.WARM_UP_TRIPS;
        private long sentNanos;

        void meet(Link link) {
            stream = link.stream();
            stream.reader(this);
        }

        @Override
        public void onOpen(long nowNanos) {
            next();
        }

        @Override
        public void onBytes(ByteBuffer read, long nowNanos) {
            bytes += read.remaining();
            read.position(read.limit());
            if (bytes < Work.answerBytes()) {
                return;
            }
            bytes = 0;
            if (index >= 0) {
                nanos[index] = System.nanoTime() - sentNanos;
            }
            if (++index == nanos.length) {
                done.complete(null);
            } else {
                next();
            }
        }

        @Override
        public void onEnd(long nowNanos) {}

        private void next() {
            sentNanos = System.nanoTime();
            if (stream == null || !stream.trySend(chat)) {
                done.completeExceptionally(new IllegalStateException("a chat found no room"));
            }
        }

        @Override
        public void onClosed(Closed closed) {
            done.completeExceptionally(new IllegalStateException("the link ended: " + closed));
        }
    }
}

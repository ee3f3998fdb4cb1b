package dev.starling.bench.rivals.starling;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.transport.Link;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.frame.FramePool;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.tcp.TcpTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Many links to one node, each under a name of its own, that say nothing but what keeps them.
final class GreetedDialler implements Sender {
    /// Fewer than a listening socket lets wait.
    private static final int AT_ONCE = 100;

    private static final int KEPT_BYTES_MAX = 4 << 20;
    private static final long WAIT_SECONDS_MAX = 60;

    private final TcpTransport transport =
            new TcpTransport(Loops.open(null, 1), TransportConfig.DEFAULT);
    private final FramePool memory = new FramePool(KEPT_BYTES_MAX);
    private final Semaphore greeted = new Semaphore(0);
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
    private final List<CompletableFuture<Link>> links = new ArrayList<>();

    GreetedDialler(Job job, int port) throws InterruptedException {
        InetSocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        while (links.size() < job.links()) {
            int group = Math.min(AT_ONCE, job.links() - links.size());
            for (int i = 0; i < group; i++) {
                dial(there, "idle-" + links.size());
            }
            if (!greeted.tryAcquire(group, WAIT_SECONDS_MAX, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%d links were not greeted: %s"
                                .formatted(group - greeted.availablePermits(), failure.get()));
            }
        }
    }

    /// Closes all links.
    ///
    /// @throws IllegalStateException when one had ended before
    @Override
    public void close() {
        String broken = failure.get();
        transport.close();
        if (broken != null) {
            throw new IllegalStateException("a link did not stay: " + broken);
        }
    }

    private void dial(InetSocketAddress there, String name) {
        GreetedLink.Events events =
                new GreetedLink.Events(
                        _ -> {}, greeted::release, why -> failure.compareAndSet(null, why));
        links.add(
                transport.dial(
                        there,
                        link ->
                                link.stream()
                                        .reader(
                                                new GreetedLink(
                                                        link, true, name, memory, events))));
    }
}

package dev.starling.node.home;

import dev.starling.node.NodeConfig;
import dev.starling.node.NodeException;
import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.bridge.Links;
import dev.starling.node.io.Mechanism;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.swarm.RedialsConfig;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportException;
import dev.starling.transport.inbox.Handling;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.tcp.TcpTransport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The parts of a node from its start to its end, and the order in which they end.
public final class Life {
    private static final Logger LOG = LoggerFactory.getLogger("dev.starling.node");

    /// For cutting off what did not end in order: of the time to close at most so much, and never
    /// less than so much is waited.
    private static final long CUTTING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// The part of a short time to close that is kept for cutting off.
    private static final int CUTTING_PART = 4;

    /// Longer than any node lives, and far from where nanoseconds overflow.
    private static final Duration CLOSE_MAX = Duration.ofDays(365);

    /// After an `Error` little can be trusted: what is not done soon will not be done.
    private static final long FATAL_CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long WARNING_PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long SUPERVISION_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Loops loops;
    private final Transport transport;
    private final Links links;
    private final Home home;
    private final Handlers handlers;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Alerts alerts;
    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private Life(
            Greeting self,
            NodeConfig config,
            Supplier<Loops> toLoops,
            Function<Consumer<Throwable>, Handlers> toHandlers) {
        this.handlers = toHandlers.apply(_ -> startClosing(FATAL_CLOSE_NANOS));
        // What can be refused comes before what must be closed again.
        this.links = new Links(self, config, handlers);
        this.loops = toLoops.get();
        loops.onFailure(handlers::onLoopFailure);
        this.transport = new TcpTransport(loops, config.transport());
        this.home =
                new Home(
                        "starling-home",
                        transport,
                        links,
                        RedialsConfig.DEFAULT,
                        handlers::onFatal);
        home.every(SUPERVISION_NANOS, _ -> supervise());
    }

    /// Starts the loops; nothing is bound and nobody called.
    ///
    /// @param handlers given what to do after an `Error`, the application's handlers
    public static Life start(
            Greeting self,
            NodeConfig config,
            @Nullable Mechanism mechanism,
            int loops,
            Function<Consumer<Throwable>, Handlers> handlers) {
        return new Life(self, config, () -> open(mechanism, loops), handlers);
    }

    private static Loops open(@Nullable Mechanism forced, int loops) {
        return Loops.open(
                forced == null
                        ? null
                        : dev.starling.transport.loop.Mechanism.valueOf(forced.name()),
                loops);
    }

    /// Binds all addresses.
    public void listen(List<InetSocketAddress> addresses) throws NodeException {
        try {
            for (InetSocketAddress address : addresses) {
                listeners.add(transport.listen(address, links::accept));
            }
        } catch (TransportException e) {
            throw NodeFailures.of(e);
        }
    }

    /// Begins to measure and to judge; once.
    public void watch(AlertConfig config) {
        Sampler sampler = new Sampler(links, loops);
        Alerts watching = new Alerts(links, handlers, config);
        alerts = watching;
        home.every(config.samplingNanos(), now -> watching.judge(sampler.sample(now)));
        home.every(WARNING_PACE_NANOS, watching::passOn);
    }

    public List<InetSocketAddress> addresses() {
        return listeners.stream().map(one -> (InetSocketAddress) one.address()).toList();
    }

    public Links links() {
        return links;
    }

    public Home home() {
        return home;
    }

    public String mechanism() {
        return loops.summary();
    }

    public boolean isOpen() {
        return !isClosing.get();
    }

    /// Ends everything and waits for it, but not on a thread that would wait for itself. What is
    /// not done when the time is over goes on behind.
    public void close(Duration most) {
        long nanosMax = clamped(most);
        startClosing(nanosMax);
        if (Loops.isLoop() || Handling.isOn()) {
            return;
        }
        try {
            closed.get(Math.max(nanosMax, CUTTING_NANOS), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the node goes on closing behind its time: something in it does not end");
        }
    }

    private static long clamped(Duration most) {
        if (most.isNegative()) {
            return 0;
        }
        return most.compareTo(CLOSE_MAX) > 0 ? CLOSE_MAX.toNanos() : most.toNanos();
    }

    /// A loop that is gone takes its links with it without a word: somebody must notice. And
    /// somebody must tidy up behind links that were busy once.
    private void supervise() {
        links.giveBack();
        Thread dead = loops.deadThread();
        if (isOpen() && dead != null) {
            handlers.onFatal(
                    new IllegalStateException("the loop " + dead.getName() + " has ended"));
        }
    }

    private void startClosing(long nanosMax) {
        if (isClosing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("starling-closing").start(() -> end(nanosMax));
        }
    }

    private void end(long nanosMax) {
        long startNanos = System.nanoTime();
        long orderlyNanos = nanosMax - Math.min(nanosMax / CUTTING_PART, CUTTING_NANOS);
        long endNanos = startNanos + Math.max(nanosMax, CUTTING_NANOS);
        List<Runnable> parts = new ArrayList<>();
        listeners.forEach(one -> parts.add(one::close));
        parts.add(home::close);
        parts.add(() -> onAlerts(Alerts::close));
        parts.add(links::close);
        parts.add(() -> links.awaitEmpty(startNanos + orderlyNanos - System.nanoTime()));
        parts.add(() -> onAlerts(Alerts::stop));
        parts.add(links::stop);
        parts.add(transport::close);
        parts.add(() -> links.awaitEmpty(endNanos - System.nanoTime()));
        parts.add(() -> closed.complete(null));
        inOrder(parts.iterator());
    }

    /// Runs all parts, whatever one throws: that goes to the thread's handler in the end.
    private static void inOrder(Iterator<Runnable> parts) {
        if (parts.hasNext()) {
            try {
                parts.next().run();
            } finally {
                inOrder(parts);
            }
        }
    }

    private void onAlerts(Consumer<Alerts> part) {
        Alerts watching = alerts;
        if (watching != null) {
            part.accept(watching);
        }
    }
}

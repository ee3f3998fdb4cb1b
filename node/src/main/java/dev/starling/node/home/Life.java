package dev.starling.node.home;

import dev.starling.node.NodeConfig;
import dev.starling.node.NodeException;
import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.bridge.Links;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.swarm.RedialsConfig;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportException;
import dev.starling.transport.inbox.Inbox;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import dev.starling.transport.tcp.TcpTransport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The parts of a node from its start to its end, and the order in which they end.
public final class Life {
    /// For what only cuts off and so is quick.
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

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
            Loops loops,
            Function<Consumer<Throwable>, Handlers> toHandlers) {
        this.loops = loops;
        this.handlers = toHandlers.apply(_ -> startClosing(FATAL_CLOSE_NANOS));
        loops.onFailure(handlers::onLoopFailure);
        this.transport = new TcpTransport(loops, config.transport());
        this.links = new Links(self, config, handlers);
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
        return new Life(self, config, Loops.open(mechanism, loops), handlers);
    }

    /// Binds all addresses; when one fails everything is closed again.
    public void listen(List<InetSocketAddress> addresses) throws NodeException {
        try {
            for (InetSocketAddress address : addresses) {
                listeners.add(transport.listen(address, links::accept));
            }
        } catch (TransportException e) {
            close(0);
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

    /// Ends everything and waits for it, but not on a thread that would wait for itself.
    public void close(long nanosMax) {
        startClosing(nanosMax);
        if (Loops.isLoop() || Inbox.isHandler()) {
            return;
        }
        try {
            closed.get(nanosMax + GRACE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the node could not be closed in time", e);
        }
    }

    /// A loop that is gone takes its links with it without a word: somebody must notice.
    private void supervise() {
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
        try {
            listeners.forEach(Listener::close);
            home.close();
            Alerts watching = alerts;
            if (watching != null) {
                watching.close();
            }
            links.close();
            links.awaitEmpty(nanosMax);
            links.stop();
            transport.close();
            closed.complete(null);
        } catch (RuntimeException e) {
            closed.completeExceptionally(e);
        }
    }
}

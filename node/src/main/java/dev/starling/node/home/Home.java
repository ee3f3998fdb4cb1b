package dev.starling.node.home;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.Peer;
import dev.starling.node.bridge.Links;
import dev.starling.node.metrics.Metric;
import dev.starling.node.peer.Completion;
import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.swarm.Redials;
import dev.starling.protocol.swarm.RedialsConfig;
import dev.starling.protocol.swarm.ToNetwork;
import dev.starling.transport.Transport;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The node's one thread for what all links share in time: whom to stay connected to.
///
/// Everything private runs on it; what comes from elsewhere is posted to it, a few events a link.
public final class Home implements ToNetwork, AutoCloseable {
    private static final long NEVER = Long.MAX_VALUE;

    /// Calls in a row that may find the name taken by a link that is gone; the gaps between double.
    private static final int CROSSINGS_MAX = 3;

    private final Transport transport;
    private final Links links;
    private final Consumer<Throwable> onFatal;
    private final ScheduledThreadPoolExecutor thread;
    private final Redials redials;
    private final Map<String, List<CompletableFuture<Peer>>> waiting = new HashMap<>();
    private final Map<String, PeerLink> up = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Map<String, Integer> crossings = new HashMap<>();
    private @Nullable Future<?> armed;
    private long armedNanos = NEVER;
    private boolean isClosed;
    private long redialled;

    /// @param name the thread's name
    /// @param onFatal hears of a defect on the thread
    public Home(
            String name,
            Transport transport,
            Links links,
            RedialsConfig config,
            Consumer<Throwable> onFatal) {
        this.onFatal = onFatal;
        this.transport = transport;
        this.links = links;
        this.redials = new Redials(this, config, new SecureRandom());
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, task -> Thread.ofPlatform().name(name).daemon(true).unstarted(task));
        thread.setRemoveOnCancelPolicy(true);
        links.onLost(lost -> post(now -> redials.onLost(lost, now)));
    }

    /// Runs `step` every `periodNanos`, from one period on; after a time in which the process stood
    /// still it runs once, not once for each period missed.
    public void every(long periodNanos, LongConsumer step) {
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> guarded(() -> step.accept(System.nanoTime())),
                        periodNanos,
                        periodNanos,
                        TimeUnit.NANOSECONDS);
    }

    /// Wants to stay connected to this address, whether it answers now or not; the first call tells
    /// how it went.
    public CompletableFuture<Peer> keep(String target) {
        return ask((wanted, now) -> {
            kept.add(target);
            want(target, wanted, now);
        });
    }

    /// Connects now, and stays connected once that has worked.
    public CompletableFuture<Peer> connect(String target) {
        return ask((wanted, now) -> {
            // One that waits for its next call is called at once.
            if (!up.containsKey(target)) {
                redials.onUnwanted(target);
            }
            want(target, wanted, now);
        });
    }

    /// Calls nobody any more, and fails who waits for a call. Idempotent.
    @Override
    public void close() {
        post(_ -> {
            isClosed = true;
            waiting.keySet().forEach(target -> answer(target, closed()));
            waiting.clear();
            if (armed != null) {
                armed.cancel(false);
            }
            // Here and not by the caller: a step before this one may still arm the next call.
            thread.shutdown();
        });
    }

    @Override
    public void dial(String target) {
        if (redials.redials() > redialled) {
            redialled = redials.redials();
            links.metrics().count(Metric.REDIALS);
        }
        // Looking a name up may take its time.
        Thread.startVirtualThread(() -> call(target));
    }

    @Override
    public void giveUp(String target) {
        kept.remove(target);
        crossings.remove(target);
    }

    @Override
    public boolean isConnected(String name) {
        return links.holds(name);
    }

    /// Our call has a peer at its other end.
    void onUp(String target, PeerLink peer) {
        post(now -> {
            up.put(target, peer);
            redials.onUp(target, peer.name(), now);
            succeed(target, peer);
        });
    }

    /// The link of a call that was up is gone.
    void onDown(String target) {
        post(now -> {
            up.remove(target);
            redials.onDown(target, now);
        });
    }

    /// A call has ended before the other side was proven.
    void onEnded(String target, CloseCode how, String reached) {
        post(now -> {
            if (how == CloseCode.NAME_TAKEN || how == CloseCode.REPLACED) {
                onOtherLink(target, how, reached, now);
            } else if (how == CloseCode.SELF) {
                redials.onSelf(target);
                answer(target, failure(target, how));
            } else {
                onFailed(target, failure(target, how), now);
            }
        });
    }

    /// There is, or was a moment ago, another link to whom we called: it will do, or we call again,
    /// for of two calls that cross both may end. A name that stays taken is another node's.
    private void onOtherLink(String target, CloseCode how, String reached, long now) {
        PeerLink there = links.peer(reached);
        if (there != null) {
            redials.onCovered(target, reached, now);
            succeed(target, there);
        } else if (crossings.merge(target, 1, Integer::sum) <= CROSSINGS_MAX) {
            redials.onDialFailed(target, now);
        } else {
            onFailed(target, failure(target, how), now);
        }
    }

    /// The address is not wanted any more.
    void onUnwanted(String target) {
        post(_ -> {
            kept.remove(target);
            crossings.remove(target);
            redials.onUnwanted(target);
        });
    }

    private CompletableFuture<Peer> ask(Wish wish) {
        CompletableFuture<Peer> wanted = new CompletableFuture<>();
        if (!post(now -> wish.run(wanted, now))) {
            Completion.fail(wanted, closed());
        }
        return wanted;
    }

    private void want(String target, CompletableFuture<Peer> wanted, long now) {
        PeerLink there = up.get(target);
        if (there != null) {
            Completion.succeed(wanted, there);
        } else if (redials.onWanted(target, now)) {
            waiting.computeIfAbsent(target, _ -> new ArrayList<>(1)).add(wanted);
        } else {
            Completion.fail(
                    wanted, new NodeException(Reason.FULL, "too many addresses are wanted"));
        }
    }

    private void call(String target) {
        InetSocketAddress address = Addresses.parse(target);
        if (address.isUnresolved()) {
            post(now -> onUnreached(target, Addresses.unknown(target), now));
            return;
        }
        Dialled call = new Dialled(target, this);
        var _ =
                transport
                        .dial(address, link -> links.dialled(link, call))
                        .whenComplete((_, why) -> {
                            if (why != null) {
                                post(now -> onUnreached(target, NodeFailures.of(why), now));
                            }
                        });
    }

    private void onUnreached(String target, NodeException why, long now) {
        links.metrics().count(Metric.LINKS_FAILED, why.reason());
        onFailed(target, why, now);
    }

    private void onFailed(String target, NodeException why, long now) {
        redials.onDialFailed(target, now);
        crossings.remove(target);
        answer(target, why);
        if (!kept.contains(target)) {
            redials.onUnwanted(target);
        }
    }

    private void succeed(String target, Peer peer) {
        kept.add(target);
        crossings.remove(target);
        List<CompletableFuture<Peer>> those = waiting.remove(target);
        if (those != null) {
            those.forEach(one -> Completion.succeed(one, peer));
        }
    }

    private void answer(String target, NodeException why) {
        List<CompletableFuture<Peer>> those = waiting.get(target);
        if (those != null) {
            those.forEach(one -> Completion.fail(one, why));
            those.clear();
        }
    }

    private static NodeException failure(String target, CloseCode how) {
        return switch (how) {
            case SELF ->
                    new NodeException(
                            Reason.SELF,
                            target + " is this node, or one of the same name: names must differ");
            case NAME_TAKEN ->
                    new NodeException(Reason.REFUSED, target + " has another link under our name");
            case HELLO_LATE, PEER_LOST ->
                    new NodeException(Reason.TIMED_OUT, target + ": " + how.clause());
            case OFFENCE ->
                    new NodeException(Reason.NOT_A_NODE, target + " does not greet as a node");
            default -> new NodeException(Reason.REFUSED, target + ": " + how.clause());
        };
    }

    private static NodeException closed() {
        return new NodeException(Reason.CLOSED, "the node is closed");
    }

    /// Runs a step on this thread, then arms the next deadline; false when it has ended.
    private boolean post(Step step) {
        try {
            thread.execute(() ->
                    guarded(() -> {
                        step.run(System.nanoTime());
                        settle();
                    }));
            return true;
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    private void settle() {
        long dueNanos = redials.deadlineNanos();
        if (isClosed || dueNanos == armedNanos) {
            return;
        }
        if (armed != null) {
            armed.cancel(false);
        }
        armedNanos = dueNanos;
        if (dueNanos != NEVER) {
            long delayNanos = Math.max(0, dueNanos - System.nanoTime());
            armed = thread.schedule(this::onDue, delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void onDue() {
        armed = null;
        armedNanos = NEVER;
        guarded(() -> {
            redials.onDeadline(System.nanoTime());
            settle();
        });
    }

    /// A defect at home would go unseen in a future, and the node with it: it is told instead.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            onFatal.accept(e);
            throw e;
        }
    }

    /// Something that happens at home.
    private interface Step {
        void run(long nowNanos);
    }

    /// Somebody who asks for a peer.
    private interface Wish {
        void run(CompletableFuture<Peer> wanted, long nowNanos);
    }
}

package dev.starling.node.home;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.Peer;
import dev.starling.node.bridge.Links;
import dev.starling.node.bridge.Names.Events;
import dev.starling.node.home.Wishes.Wish;
import dev.starling.node.metrics.Metric;
import dev.starling.node.peer.Completion;
import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.swarm.Redials;
import dev.starling.protocol.swarm.RedialsConfig;
import dev.starling.protocol.swarm.ToNetwork;
import dev.starling.transport.Transport;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Whom to stay connected to: one thread for what all links share in time.
///
/// Everything private runs on it; what comes from elsewhere is posted to it, a few events a link.
public final class Home implements ToNetwork, AutoCloseable {
    /// Calls in a row that may be refused under our name: what holds it there may be a link of ours
    /// that has ended here and not yet there, or another call of ours. The gaps between double.
    private static final int REFUSALS_MAX = 3;

    private final Transport transport;
    private final Links links;
    private final HomeThread thread;
    private final Redials redials;
    private final Wishes wishes = new Wishes();
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
        this.transport = transport;
        this.links = links;
        this.redials = new Redials(this, config, new SecureRandom());
        this.thread = new HomeThread(name, new NextCall(), onFatal);
        links.names(new Names());
    }

    /// Runs `step` every `periodNanos`, from one period on; after a time in which the process stood
    /// still it runs once, not once for each period missed.
    public void every(long periodNanos, LongConsumer step) {
        thread.every(periodNanos, step);
    }

    /// Wants to stay connected to this address, whether it answers now or not; the first call tells
    /// how it went.
    public CompletableFuture<Peer> keep(String target) {
        return ask((wanted, now) -> want(target, true, wanted, now));
    }

    /// Connects now, and stays connected once that has worked.
    public CompletableFuture<Peer> connect(String target) {
        return ask((wanted, now) -> {
            if (there(target) == null) {
                // One that waits for its next call is called at once.
                redials.onUnwanted(target);
            }
            want(target, false, wanted, now);
        });
    }

    /// Calls nobody any more, and fails who waits for a call. Idempotent.
    @Override
    public void close() {
        thread.post(_ -> {
            isClosed = true;
            wishes.failAll(closed());
            thread.close();
        });
    }

    @Override
    public void dial(String target) {
        if (redials.redials() > redialled) {
            redialled = redials.redials();
            links.metrics().count(Metric.REDIALS);
        }
        Dialled call = new Dialled(target, this);
        Thread.startVirtualThread(() -> call.start(transport, links));
    }

    @Override
    public void giveUp(String target) {
        wishes.of(target).isKept = false;
    }

    @Override
    public boolean isConnected(String name) {
        return links.holds(name);
    }

    /// Our call has a proven peer at its other end.
    void onUp(String target, PeerLink peer) {
        thread.post(now -> {
            Wish wish = wishes.of(target);
            wish.up = peer;
            wish.coveredBy = null;
            redials.onUp(target, peer.name(), now);
            wish.succeed(peer);
        });
    }

    /// The link of a call that was up is gone.
    void onDown(String target) {
        thread.post(now -> {
            redials.onDown(target, now);
            Wish wish = wishes.of(target);
            wish.up = null;
            if (wish.isAwaited()) {
                // Who asked while the link was ending waits for this call alone.
                redials.onUnwanted(target);
                redials.onWanted(target, now);
            }
            wishes.tidy(target);
        });
    }

    /// A call has reached nobody.
    void onUnreached(String target, NodeException why) {
        thread.post(now -> {
            links.metrics().count(Metric.LINKS_FAILED, why.reason());
            onFailed(target, why, now);
        });
    }

    /// A call has ended before the other side was proven.
    void onEnded(String target, CloseCode how, String reached) {
        thread.post(now -> {
            if (how == CloseCode.NAME_TAKEN || how == CloseCode.TURNED_AWAY) {
                onOtherLink(target, how, reached, now);
            } else if (how == CloseCode.SELF) {
                redials.onSelf(target);
                fail(target, NodeFailures.of(target, how));
            } else {
                onFailed(target, NodeFailures.of(target, how), now);
            }
        });
    }

    /// The address is not wanted any more.
    void onUnwanted(String target) {
        thread.post(_ -> part(target));
    }

    private CompletableFuture<Peer> ask(Question question) {
        CompletableFuture<Peer> wanted = new CompletableFuture<>();
        boolean isPosted =
                thread.post(now -> {
                    if (isClosed) {
                        Completion.fail(wanted, closed());
                    } else {
                        question.run(wanted, now);
                    }
                });
        if (!isPosted) {
            Completion.fail(wanted, closed());
        }
        return wanted;
    }

    private void want(String target, boolean isKept, CompletableFuture<Peer> wanted, long now) {
        if (!redials.onWanted(target, now)) {
            Completion.fail(
                    wanted, new NodeException(Reason.FULL, "too many addresses are wanted"));
            return;
        }
        Wish wish = wishes.of(target);
        wish.isKept |= isKept;
        wish.await(wanted);
        succeedIfThere(target);
    }

    /// Another link to whom we called is there: it will do once it is proven. If there is none, our
    /// name is taken there: by a link or call of ours that has not settled yet, or by another node.
    private void onOtherLink(String target, CloseCode how, String reached, long now) {
        Wish wish = wishes.of(target);
        if (links.holds(reached)) {
            wish.coveredBy = reached;
            redials.onCovered(target, reached, now);
            succeedIfThere(target);
        } else if (wish.refusals++ < REFUSALS_MAX) {
            redials.onDialFailed(target, now);
        } else {
            onFailed(target, NodeFailures.of(target, how), now);
        }
        wishes.tidy(target);
    }

    private void succeedIfThere(String target) {
        PeerLink there = there(target);
        if (there != null) {
            wishes.of(target).succeed(there);
        }
    }

    /// The proven peer behind an address, by our call or another link.
    private @Nullable PeerLink there(String target) {
        Wish wish = wishes.find(target);
        if (wish == null || wish.coveredBy == null) {
            return wish == null ? null : wish.up;
        }
        PeerLink other = links.peer(wish.coveredBy);
        boolean isProven = other != null && other.isConnected() && other.figures().isAnswering();
        return isProven ? other : null;
    }

    private void onFailed(String target, NodeException why, long now) {
        redials.onDialFailed(target, now);
        if (!wishes.of(target).isKept) {
            redials.onUnwanted(target);
        }
        fail(target, why);
    }

    private void fail(String target, NodeException why) {
        wishes.of(target).fail(why);
        wishes.tidy(target);
    }

    private void part(String target) {
        redials.onUnwanted(target);
        Wish wish = wishes.of(target);
        wish.part();
        // Nobody calls for them any more.
        wish.fail(NodeFailures.of(target, CloseCode.CLOSED));
        wishes.tidy(target);
    }

    private static NodeException closed() {
        return new NodeException(Reason.CLOSED, "the node is closed");
    }

    /// What becomes of names matters to the addresses behind which they are.
    private final class Names implements Events {
        @Override
        public void onProven(String name) {
            thread.post(_ -> wishes.behind(name).forEach(Home.this::succeedIfThere));
        }

        @Override
        public void onLost(String name) {
            thread.post(now -> {
                wishes.uncover(name);
                redials.onLost(name, now);
            });
        }

        @Override
        public void onParted(String name) {
            thread.post(_ -> wishes.behind(name).forEach(Home.this::part));
        }
    }

    /// When the redials want to call.
    private final class NextCall implements HomeThread.Deadline {
        @Override
        public long deadlineNanos() {
            return redials.deadlineNanos();
        }

        @Override
        public void onDeadline(long nowNanos) {
            redials.onDeadline(nowNanos);
        }
    }

    /// Somebody who asks for a peer.
    private interface Question {
        void run(CompletableFuture<Peer> wanted, long nowNanos);
    }
}

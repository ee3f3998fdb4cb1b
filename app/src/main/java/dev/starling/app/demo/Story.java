package dev.starling.app.demo;

import dev.starling.app.console.Failure;
import dev.starling.app.demo.Actor.Pace;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Message;
import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.node.alerts.AlertConfig;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// What happens: three meet, chat, one link comes under load, a warning goes round and is over.
public final class Story {
    private static final int ENDS_OF_LINKS = 6;
    private static final int OTHERS = 2;

    /// Of the 20 s that are promised, with something for the start and for leaving.
    private static final long STORY_NANOS_MAX = TimeUnit.SECONDS.toNanos(17);

    private static final long MEET_MILLIS_MAX = 5_000;
    private static final long RAISE_MILLIS_MAX = 7_000;
    private static final long REACH_MILLIS_MAX = 3_000;
    private static final long CLEAR_MILLIS_MAX = 3_000;

    /// A peer takes one warning a second of another: the end must not come sooner.
    private static final long LAST_MILLIS = 1_200;

    private final Playbill playbill;
    private final Supplier<NodeBuilder> nodes;
    private final AlertConfig watched;
    private final Plot plot;

    /// @param nodes makes a node without name, port and handlers
    /// @param watched what the nodes watch
    public Story(Screen screen, Supplier<NodeBuilder> nodes, AlertConfig watched) {
        this.plot = new Plot(STORY_NANOS_MAX);
        this.playbill = new Playbill(screen, plot::onUnheard);
        this.nodes = nodes;
        this.watched = watched;
    }

    /// Tells it, with its summary.
    ///
    /// @throws Failure when it did not come to its end: no warning came, or it was not over
    public void tell() throws Failure, IOException, NodeException, InterruptedException {
        try (Actor alice = enter("alice");
                Actor bob = enter("bob");
                Actor carol = enter("carol")) {
            Cast cast = new Cast(alice, bob, carol);
            meet(cast);
            chat(cast);
            long sent = press(cast);
            playbill.print(new Summary(cast, plot, sent).toString());
            plot.heard();
        }
        judge();
    }

    private Actor enter(String name) throws NodeException {
        return Actor.enter(nodes.get().name(name).alerts(watched), playbill, plot);
    }

    private void meet(Cast cast) throws Failure, NodeException, InterruptedException, IOException {
        connect(cast.bob().node(), cast.alice());
        connect(cast.carol().node(), cast.alice());
        connect(cast.carol().node(), cast.bob());
        if (!plot.await(() -> plot.haveMet(ENDS_OF_LINKS), MEET_MILLIS_MAX)) {
            throw new Failure("the three nodes did not all greet and answer in time");
        }
    }

    private void chat(Cast cast) throws Failure, InterruptedException, IOException {
        cast.alice().node().broadcast(Message.chat("Hello, this is alice"));
        cast.bob().node().broadcast(Message.chat("Hello alice, hello carol"));
        cast.carol().node().broadcast(Message.chat("Carol here, send me what you like"));
        if (!plot.await(() -> plot.haveChatted(ENDS_OF_LINKS), MEET_MILLIS_MAX)) {
            throw new Failure("not every chat arrived in time");
        }
    }

    /// Puts the link from alice to carol under load until somebody warns, and then no longer.
    private long press(Cast cast) throws Failure, InterruptedException, IOException {
        Peer carol = cast.alice().node().peer("carol").orElse(null);
        if (carol == null) {
            throw new Failure("alice has lost carol");
        }
        playbill.tell(
                "DATA",
                "alice",
                "to carol, who takes her time: as much as the link takes, watching "
                        + Summary.watched(watched));
        cast.carol().pace(Pace.HELD);
        Pressure pressure = Pressure.on(carol);
        if (plot.await(() -> plot.isRaised(1), RAISE_MILLIS_MAX)) {
            // The warning to carol waits behind the load: so she reads on, and not so fast that it
            // would be over at once.
            cast.carol().pace(Pace.SLOW);
            plot.await(() -> plot.isRaised(OTHERS), REACH_MILLIS_MAX);
            cast.carol().pace(Pace.HELD);
            plot.await(() -> false, LAST_MILLIS);
        }
        pressure.end();
        cast.carol().pace(Pace.AT_ONCE);
        playbill.tell("DATA", "alice", "stops, carol hurries");
        if (plot.warner() != null) {
            plot.await(() -> plot.isCleared(OTHERS), CLEAR_MILLIS_MAX);
        }
        plot.await(() -> cast.carol().handled() == pressure.sent(), CLEAR_MILLIS_MAX);
        return pressure.sent();
    }

    private void judge() throws Failure {
        if (plot.warner() == null) {
            throw new Failure("no warning came");
        }
        if (!plot.isRaised(OTHERS)) {
            throw new Failure("the warning did not reach both others");
        }
        // Its end may be one too many in a second for a peer, which then passes over it.
        if (!plot.isCleared(0)) {
            throw new Failure("the warning came, and was not over in time");
        }
    }

    private void connect(Node from, Actor to) throws Failure, NodeException, InterruptedException {
        try {
            from.connect(to.address()).get(plot.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new Failure(from.name() + " cannot reach " + to.name() + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new Failure(from.name() + " did not reach " + to.name() + " in time", e);
        }
    }

    /// The three.
    record Cast(Actor alice, Actor bob, Actor carol) {
        List<Actor> all() {
            return List.of(alice, bob, carol);
        }
    }
}

package dev.starling.app.demo;

import dev.starling.app.argument.HostPort;
import dev.starling.app.print.Numbers;
import dev.starling.app.print.TextForm;
import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.node.PeerEvent;
import dev.starling.node.alerts.Crossing;
import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// One of the three nodes: it tells what it sees, and can be made to handle DATA slowly.
final class Actor implements AutoCloseable {
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long HELD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Playbill playbill;
    private final Plot plot;
    private final Node node;
    private volatile Pace pace = Pace.AT_ONCE;
    private volatile long handled;

    /// How DATA is handled.
    enum Pace {
        /// Without delay.
        AT_ONCE,
        /// Four milliseconds each.
        SLOW,
        /// Not before the pace is another.
        HELD
    }

    private Actor(NodeBuilder builder, Playbill playbill, Plot plot) throws NodeException {
        this.playbill = playbill;
        this.plot = plot;
        node =
                builder.onPeer(this::onPeer)
                        .onMessage(this::onMessage)
                        .onWarning(this::onWarning)
                        .onCrossing(this::onCrossing)
                        .start();
    }

    static Actor enter(NodeBuilder builder, Playbill playbill, Plot plot) throws NodeException {
        Actor actor = new Actor(builder.bind("127.0.0.1:0"), playbill, plot);
        playbill.tell("LISTENING", actor.name(), "on " + actor.address() + ", unencrypted");
        return actor;
    }

    Node node() {
        return node;
    }

    String name() {
        return node.name();
    }

    String address() {
        return HostPort.format(node.addresses().getFirst());
    }

    /// How it handles DATA from now on.
    void pace(Pace other) {
        pace = other;
    }

    /// DATA handled so far.
    long handled() {
        return handled;
    }

    @Override
    public void close() {
        // Who is held would not see the end.
        pace = Pace.AT_ONCE;
        node.close();
    }

    private void onPeer(Peer peer, PeerEvent event) {
        switch (event.kind()) {
            case CONNECTED -> {
                playbill.tell(
                        "HELLO",
                        name(),
                        "from %s (%s)".formatted(peer.name(), peer.info().agent()));
                plot.onMet();
            }
            case ROUND_TRIP -> {
                String span = Numbers.span(event.roundTripNanos());
                playbill.tell("PING", name(), peer.name() + " answers in " + span);
                plot.onPing();
            }
            // At the end, when all leave.
            case DISCONNECTED -> {}
        }
    }

    private void onMessage(Peer from, Verified message) {
        if (message.type() == MessageType.CHAT) {
            playbill.tell("CHAT", name(), from.name() + ": " + message.chat().text());
            plot.onChat();
        } else if (message.type() == MessageType.DATA) {
            takeTime();
            // This handler's thread alone writes it: only one peer sends DATA.
            long now = handled + 1;
            handled = now;
        }
    }

    private void takeTime() {
        if (pace == Pace.SLOW) {
            LockSupport.parkNanos(SLOW_NANOS);
        }
        while (pace == Pace.HELD) {
            LockSupport.parkNanos(HELD_NANOS);
        }
    }

    private void onCrossing(Crossing crossing) {
        playbill.tell(
                "METRIC_WARNING",
                name(),
                "says: " + crossing.text() + (crossing.isCleared() ? ", it is over" : ""));
        plot.onCrossing(name(), crossing);
    }

    private void onWarning(Peer from, Verified warning) {
        playbill.tell(
                "METRIC_WARNING",
                name(),
                "hears, unverified, from %s: %s".formatted(from.name(), TextForm.payload(warning)));
        plot.onHeard(from.name(), warning.warning().isCleared());
    }
}

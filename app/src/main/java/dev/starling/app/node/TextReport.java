package dev.starling.app.node;

import dev.starling.app.argument.HostPort;
import dev.starling.app.console.LineLimit;
import dev.starling.app.print.Escaped;
import dev.starling.app.print.Numbers;
import dev.starling.app.print.TextForm;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Node;
import dev.starling.node.Peer;
import dev.starling.node.PeerEvent;
import dev.starling.node.alerts.Crossing;
import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// For people: messages as data in three lines, everything else a line of talk.
public final class TextReport implements Report {
    private final Screen screen;
    private final LineLimit<Offence> cutOffs = new LineLimit<>(Offence.class);
    private final LineLimit<Change> changes = new LineLimit<>(Change.class);
    private final TextForm form = new TextForm();
    private boolean tellsLater;

    /// What happens to peers.
    private enum Change {
        MET("met"),
        LOST("lost");

        private final String verb;

        Change(String verb) {
            this.verb = verb;
        }
    }

    public TextReport(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void listening(Node node) {
        String addresses =
                node.addresses().stream().map(HostPort::format).collect(Collectors.joining(", "));
        screen.say(node.mechanism());
        screen.say("Listening on %s as %s (unencrypted)".formatted(addresses, shown(node.name())));
        boolean isOpen =
                node.addresses().stream()
                        .map(InetSocketAddress::getAddress)
                        .anyMatch(address -> !address.isLoopbackAddress());
        if (isOpen) {
            screen.say(
                    "starling: whoever reaches this address can read along and speak under any"
                            + " name; --bind 127.0.0.1:9000 keeps it to this machine");
        }
    }

    @Override
    public void connected(Peer peer, boolean again) {
        if (!isShown(Change.MET)) {
            return;
        }
        String verb = again ? "found again" : "connected";
        String agent = peer.info().agent();
        screen.say(
                "%s %s at %s%s"
                        .formatted(
                                shown(peer.name()),
                                verb,
                                HostPort.format(peer.address()),
                                agent.isEmpty() ? "" : " (" + Escaped.name(agent) + ")"));
    }

    /// Every five seconds, of every peer: who wants to know asks with `/peers`.
    @Override
    public void roundTrip(Peer peer, long nanos) {}

    @Override
    public void disconnected(Peer peer, PeerEvent event) {
        CloseCode code = event.code();
        if (code == CloseCode.CLOSED) {
            // We end ourselves: nobody is lost.
            return;
        }
        if (!isShown(Change.LOST)) {
            return;
        }
        String unwritten =
                event.unwrittenBytes() == 0
                        ? ""
                        : ", %,d bytes for it were never sent".formatted(event.unwrittenBytes());
        screen.say(
                "%s lost: %s%s"
                        .formatted(
                                shown(peer.name()),
                                code == null ? "its link has ended" : code.clause(),
                                unwritten));
    }

    @Override
    public void message(Peer from, Verified message) throws IOException {
        StringBuilder text = new StringBuilder();
        form.append(message, from.name(), text);
        screen.print(text);
    }

    @Override
    public void warning(Peer from, Verified warning) throws IOException {
        message(from, warning);
        screen.say("Warning of %s, unverified".formatted(who(from)));
    }

    @Override
    public void crossing(Crossing crossing) {
        String advice = crossing.threshold().advice();
        screen.say(
                "Warning of this node%s: %s%s"
                        .formatted(
                                crossing.isCleared() ? " is over" : "",
                                crossing.text(),
                                crossing.isCleared() || advice.isEmpty()
                                        ? ""
                                        : " (" + advice + ")"));
    }

    /// Each rule at most ten times a second; how many more is told with the next line.
    @Override
    public synchronized void cutOff(SocketAddress remote, Offence offence) {
        if (offence == Offence.PEER_SILENT) {
            // Told as a peer that is lost, or as a call that has failed.
            return;
        }
        if (cutOffs.admits(offence, System.nanoTime())) {
            screen.say(
                    "starling: %s cut off: %s".formatted(HostPort.format(remote), offence.rule()));
        } else {
            tellLater();
        }
    }

    @Override
    public void unreached(String why, boolean isCalledAgain) {
        screen.say(
                "starling: "
                        + why
                        + (isCalledAgain ? "; it is called again until it is there" : ""));
    }

    /// At most ten a second: one who comes and goes all the time says nothing new.
    private synchronized boolean isShown(Change change) {
        boolean isAdmitted = changes.admits(change, System.nanoTime());
        if (!isAdmitted) {
            tellLater();
        }
        return isAdmitted;
    }

    /// A second from now, whether more comes or not.
    private void tellLater() {
        if (!tellsLater) {
            tellsLater = true;
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::tellHeldBack);
        }
    }

    private synchronized void tellHeldBack() {
        tellsLater = false;
        cutOffs.tellAll(
                (which, count) -> sayMore(count, "more client", "cut off: " + which.rule()));
        changes.tellAll((which, count) -> sayMore(count, "more peer", which.verb));
    }

    private void sayMore(long count, String whom, String what) {
        screen.say("starling: %s %s".formatted(Numbers.counted(count, whom), what));
    }

    private static String who(Peer peer) {
        return peer.isGuest() ? "guest " + HostPort.format(peer.address()) : shown(peer.name());
    }

    private static String shown(String name) {
        return Escaped.name(name);
    }
}

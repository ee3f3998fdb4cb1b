package dev.starling.app.node;

import dev.starling.app.argument.HostPort;
import dev.starling.app.message.Now;
import dev.starling.app.print.JsonForm;
import dev.starling.app.print.JsonWriter;
import dev.starling.app.print.Numbers;
import dev.starling.app.print.UtcTime;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Node;
import dev.starling.node.Peer;
import dev.starling.node.PeerEvent;
import dev.starling.node.PeerInfo;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Threshold;
import dev.starling.protocol.message.CloseCode;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.function.Consumer;

/// For programs: one JSON object a line, each with its `event` and the time `at`.
public final class JsonReport implements Report {
    private final Screen screen;
    private final TextReport talk;

    public JsonReport(Screen screen) {
        this.screen = screen;
        this.talk = new TextReport(screen);
    }

    @Override
    public void listening(Node node) throws IOException {
        talk.listening(node);
        for (var address : node.addresses()) {
            event(
                    "listening",
                    json ->
                            json.string("address", HostPort.format(address))
                                    .string("name", node.name())
                                    .bool("encrypted", false));
        }
    }

    @Override
    public void connected(Peer peer, boolean again) throws IOException {
        PeerInfo info = peer.info();
        event(
                "connected",
                json ->
                        json.string("peer", peer.name())
                                .string("address", HostPort.format(peer.address()))
                                .string("agent", info.agent())
                                .bool("dialled", info.dialled())
                                .bool("again", again));
    }

    @Override
    public void roundTrip(Peer peer, long nanos) throws IOException {
        event(
                "rtt",
                json -> json.string("peer", peer.name()).number("nanos", Long.toString(nanos)));
    }

    @Override
    public void disconnected(Peer peer, PeerEvent event) throws IOException {
        CloseCode code = Objects.requireNonNullElse(event.code(), CloseCode.CLOSED);
        event(
                "disconnected",
                json ->
                        json.string("peer", peer.name())
                                .string("reason", code.label())
                                .number("unwritten_bytes", Long.toString(event.unwrittenBytes())));
    }

    @Override
    public void message(Peer from, Verified message) throws IOException {
        event("message", json -> said(json, from, message));
    }

    @Override
    public void warning(Peer from, Verified warning) throws IOException {
        event(
                "warning",
                json -> said(json.bool("own", false).bool("verified", false), from, warning));
    }

    @Override
    public void crossing(Crossing crossing) throws IOException {
        Threshold threshold = crossing.threshold();
        event(
                "warning",
                json ->
                        json.bool("own", true)
                                .beginObject("body")
                                .string("metric", crossing.metric())
                                .number("value", Numbers.shortest(crossing.value()))
                                .number("threshold", Numbers.shortest(threshold.value()))
                                .string("comparison", threshold.comparison().name())
                                .string("severity", threshold.severity().name())
                                .bool("cleared", crossing.isCleared())
                                .number("since", Long.toString(crossing.sinceMicros()))
                                .string("unit", threshold.unitSymbol())
                                .end());
    }

    /// A line of talk: it is no event of the node that a program could act on.
    @Override
    public void unreached(String why, boolean isCalledAgain) {
        talk.unreached(why, isCalledAgain);
    }

    @Override
    public void cutOff(SocketAddress remote, Offence offence) {
        talk.cutOff(remote, offence);
    }

    private static void said(JsonWriter json, Peer from, Verified message) {
        if (!from.isGuest()) {
            json.string("peer", from.name());
        }
        StringBuilder object = new StringBuilder();
        new JsonForm().object(message, from.name(), object);
        json.string("address", HostPort.format(from.address())).object("message", object);
    }

    private void event(String name, Consumer<JsonWriter> fields) throws IOException {
        StringBuilder line = new StringBuilder();
        JsonWriter json = new JsonWriter();
        json.begin(line);
        json.string("event", name).string("at", UtcTime.format(Now.micros()));
        fields.accept(json);
        json.end();
        screen.print(line.append('\n'));
    }
}

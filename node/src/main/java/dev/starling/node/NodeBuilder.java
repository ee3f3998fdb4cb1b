package dev.starling.node;

import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.bridge.Handlers;
import dev.starling.node.home.Addresses;
import dev.starling.node.io.Mechanism;
import dev.starling.protocol.message.Greeting;
import dev.starling.wire.Offence;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A node in the making; [#start] brings it to life. Not thread-safe.
public final class NodeBuilder {
    private static final int NAME_BYTES = 4;

    private String name = randomName();
    private String agent = "starling";
    private List<String> capabilities = List.of();
    private NodeConfig config = NodeConfig.DEFAULT;
    private @Nullable Mechanism mechanism;
    private int loops;
    private final List<InetSocketAddress> bound = new ArrayList<>();
    private final List<String> wanted = new ArrayList<>();
    private MessageHandler onMessage = (_, _) -> {};
    private @Nullable MessageHandler onMessageInline;
    private MessageHandler onWarning = (_, _) -> {};
    private PeerHandler onPeer = (_, _) -> {};
    private BiConsumer<SocketAddress, Offence> onCutOff = (_, _) -> {};
    private Consumer<Crossing> onCrossing = _ -> {};
    private AlertConfig alerts = AlertConfig.DEFAULT;
    private Consumer<Throwable> onFatal = _ -> {};

    NodeBuilder() {}

    /// What the node is called, 1 to 256 bytes of UTF-8; two of a name cannot be connected. Random
    /// unless said, such as `node-5f0c3a91`.
    public NodeBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /// The program and its version, `name/version`, that peers are told; at most 256 bytes.
    public NodeBuilder agent(String agent) {
        this.agent = Objects.requireNonNull(agent, "agent");
        return this;
    }

    /// What else the program can do, for its peers to know: at most 64 words of 64 bytes.
    public NodeBuilder capabilities(List<String> capabilities) {
        this.capabilities = List.copyOf(capabilities);
        return this;
    }

    /// An address to listen on, `127.0.0.1:9000`; port 0 picks a free one. May be said more than
    /// once; a node without one only calls others.
    ///
    /// @throws IllegalArgumentException when it is no address
    public NodeBuilder bind(String address) {
        return bind(Addresses.parse(address));
    }

    /// An address to listen on; see [#bind(String)].
    public NodeBuilder bind(InetSocketAddress address) {
        bound.add(address);
        return this;
    }

    /// An address to stay connected to, whether somebody is there yet or not.
    ///
    /// @throws IllegalArgumentException when it is no address
    public NodeBuilder connect(String address) {
        wanted.add(Addresses.checked(address));
        return this;
    }

    /// The bounds of everything.
    public NodeBuilder config(NodeConfig config) {
        this.config = Objects.requireNonNull(config, "config");
        return this;
    }

    /// The I/O mechanism, null for the best that works here.
    public NodeBuilder mechanism(@Nullable Mechanism mechanism) {
        this.mechanism = mechanism;
        return this;
    }

    /// How many event loops, 1 to 1,024; 0, the default, suits the machine.
    public NodeBuilder loops(int loops) {
        this.loops = loops;
        return this;
    }

    /// Who takes CHAT, DATA and types from newer versions, and whatever guests say. DATA that says
    /// that it answers something comes here too when it answers no question of this node.
    public NodeBuilder onMessage(MessageHandler handler) {
        onMessage = Objects.requireNonNull(handler, "onMessage");
        return this;
    }

    /// Takes messages on the event loop instead of [#onMessage], without a copy or another thread.
    /// It must not wait: everything else on that loop stands still meanwhile. Events and warnings
    /// still come on the peer's virtual thread, in no order with these messages.
    public NodeBuilder onMessageInline(MessageHandler handler) {
        onMessageInline = handler;
        return this;
    }

    /// Who hears a peer's METRIC_WARNING, at most one a second of each peer: the latest state of
    /// each threshold comes, if not every one. Nobody proves it.
    public NodeBuilder onWarning(MessageHandler handler) {
        onWarning = Objects.requireNonNull(handler, "onWarning");
        return this;
    }

    /// Who hears of peers that come and go.
    public NodeBuilder onPeer(PeerHandler handler) {
        onPeer = Objects.requireNonNull(handler, "onPeer");
        return this;
    }

    /// Who hears whom the node has cut off, or not let in, and for what. Comes on a virtual thread
    /// of its own; in a flood not every one is told, while the metric `messages.refused` counts
    /// all.
    public NodeBuilder onCutOff(BiConsumer<SocketAddress, Offence> handler) {
        onCutOff = Objects.requireNonNull(handler, "onCutOff");
        return this;
    }

    /// What is watched, and how often. Unless said: thresholds that are quiet on a healthy node,
    /// once a second.
    public NodeBuilder alerts(AlertConfig config) {
        alerts = Objects.requireNonNull(config, "alerts");
        return this;
    }

    /// Who hears when this node crosses a threshold and when that is over; its peers hear it too,
    /// as METRIC_WARNING. Comes on a virtual thread of its own, in order.
    public NodeBuilder onCrossing(Consumer<Crossing> handler) {
        onCrossing = Objects.requireNonNull(handler, "onCrossing");
        return this;
    }

    /// Who hears of an `Error`, after which the node closes itself. It halts nothing: that is for
    /// the program to decide.
    public NodeBuilder onFatal(Consumer<Throwable> handler) {
        onFatal = Objects.requireNonNull(handler, "onFatal");
        return this;
    }

    /// Starts the node; its addresses are bound when this returns. Its threads keep no program
    /// alive: one that only listens waits for its own end.
    ///
    /// @throws NodeException `ADDRESS_IN_USE`, `ADDRESS_NOT_AVAILABLE`
    /// @throws IllegalArgumentException when name, agent or capabilities are more than a HELLO
    ///   holds, or the mechanism does not work here
    public Node start() throws NodeException {
        return Node.start(this);
    }

    Greeting greeting() {
        return new Greeting(name, agent, Greeting.VERSION, capabilities);
    }

    NodeConfig config() {
        return config;
    }

    AlertConfig alerts() {
        return alerts;
    }

    @Nullable Mechanism mechanism() {
        return mechanism;
    }

    int loops() {
        return loops;
    }

    List<InetSocketAddress> bound() {
        return bound;
    }

    List<String> wanted() {
        return wanted;
    }

    Handlers handlers(Consumer<Throwable> closing) {
        Consumer<Throwable> told = onFatal;
        return new Handlers(
                new Handlers.Given(
                        onMessage, onMessageInline, onWarning, onPeer, onCutOff, onCrossing),
                error -> {
                    closing.accept(error);
                    told.accept(error);
                });
    }

    private static String randomName() {
        byte[] random = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(random);
        return "node-" + HexFormat.of().formatHex(random);
    }
}

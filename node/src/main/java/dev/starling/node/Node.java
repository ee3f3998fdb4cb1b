package dev.starling.node;

import dev.starling.node.bridge.DropReason;
import dev.starling.node.bridge.Links;
import dev.starling.node.home.Addresses;
import dev.starling.node.home.Home;
import dev.starling.node.home.Life;
import dev.starling.node.home.Now;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.node.peer.PeerLink;
import dev.starling.wire.build.Encoded;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One running peer: it listens, calls others, stays connected to them, and shares messages.
///
/// Any number of nodes may run in one process. Every method may be called from any thread. Links
/// are not encrypted yet, and names are said, not proven.
public final class Node implements AutoCloseable {
    private final String name;
    private final NodeConfig config;
    private final Links links;
    private final Home home;
    private final Life life;

    private Node(String name, NodeConfig config, Life life) {
        this.name = name;
        this.config = config;
        this.life = life;
        this.links = life.links();
        this.home = life.home();
    }

    /// A node in the making.
    public static NodeBuilder builder() {
        return new NodeBuilder();
    }

    static Node start(NodeBuilder builder) throws NodeException {
        Life life =
                Life.start(
                        builder.greeting(),
                        builder.config(),
                        builder.mechanism(),
                        builder.loops(),
                        builder::handlers);
        try {
            life.listen(builder.bound());
            life.watch(builder.alerts());
            for (String wanted : builder.wanted()) {
                // Whoever wants to know how the first call went asks the node to keep the address.
                var _ = life.home().keep(wanted);
            }
        } catch (NodeException | RuntimeException | Error e) {
            life.close(Duration.ZERO);
            throw e;
        }
        return new Node(builder.greeting().name(), builder.config(), life);
    }

    /// What this node is called.
    public String name() {
        return name;
    }

    /// Where it listens: a port 0 has become the one that was picked.
    public List<InetSocketAddress> addresses() {
        return life.addresses();
    }

    /// What moves its bytes and why, or why not something better: one line for a person.
    public String mechanism() {
        return life.mechanism();
    }

    /// Connects to `host:port`, and stays connected once that has worked: when the link is lost the
    /// address is called again. The future completes when the other side has greeted and answered a
    /// PING, or fails with a [NodeException]: `REFUSED`, `UNREACHABLE`, `TIMED_OUT`, `SELF`,
    /// `NOT_A_NODE`, `FULL`, `CLOSED`; then it is not called again. When our name is taken there it
    /// fails after some seconds only: it may be a link of our own that has not ended there yet.
    ///
    /// @throws IllegalArgumentException when it is no address
    public CompletableFuture<Peer> connect(String address) {
        return home.connect(Addresses.checked(address));
    }

    /// Connects; see [#connect(String)].
    public CompletableFuture<Peer> connect(InetSocketAddress address) {
        return home.connect(Addresses.format(address));
    }

    /// Wants to stay connected to `host:port`, whether it answers now or not. The future tells how
    /// the first call went, as that of [#connect(String)] does; after a failure the address is
    /// called again, but for `SELF`, `FULL` and `CLOSED`.
    ///
    /// @throws IllegalArgumentException when it is no address
    public CompletableFuture<Peer> keep(String address) {
        return home.keep(Addresses.checked(address));
    }

    /// The peer of this name, if one is connected.
    public Optional<Peer> peer(String peerName) {
        return Optional.ofNullable(links.peer(peerName));
    }

    /// The figures of all who are connected.
    public List<PeerInfo> peers() {
        return links.peers().stream().map(PeerLink::info).toList();
    }

    /// Sends to the peer of this name, waiting for room; see [Peer#send].
    ///
    /// @throws NodeException `NOT_CONNECTED`
    public void send(String peerName, Encoded message) throws NodeException, InterruptedException {
        PeerLink peer = links.peer(peerName);
        if (peer == null) {
            throw notConnected(peerName);
        }
        peer.send(message);
    }

    /// Sends if the peer of this name is connected and has room; see [Peer#trySend].
    public boolean trySend(String peerName, Encoded message) {
        PeerLink peer = links.peer(peerName);
        return peer != null && peer.trySend(message);
    }

    /// Sends as soon as there is room; see [Peer#sendAsync].
    public CompletableFuture<Void> sendAsync(String peerName, Encoded message) {
        PeerLink peer = links.peer(peerName);
        return peer == null
                ? CompletableFuture.failedFuture(notConnected(peerName))
                : peer.sendAsync(message);
    }

    /// Sends to everyone who is connected and has room, without waiting.
    ///
    /// @return how many took it; for the others it is lost, and counted as dropped
    public int broadcast(Encoded message) {
        int took = 0;
        for (PeerLink peer : links.peers()) {
            if (peer.trySend(message)) {
                took++;
            } else {
                links.metrics().count(Metric.MESSAGES_DROPPED, whyNot(peer));
            }
        }
        return took;
    }

    /// Asks the peer of this name and waits for its answer; see [Peer#request].
    public CompletableFuture<Answer> request(String peerName, Message question, Duration timeout) {
        PeerLink peer = links.peer(peerName);
        return peer == null
                ? CompletableFuture.failedFuture(notConnected(peerName))
                : peer.request(question, timeout);
    }

    /// Everything the node counts and measures about itself, at this moment; docs/metrics.md lists
    /// it.
    public MetricsSnapshot metrics() {
        return links.metrics().snapshot(System.nanoTime(), Now.micros());
    }

    /// Whether it runs: not closed, and no `Error` has ended it.
    public boolean isOpen() {
        return life.isOpen();
    }

    /// Stops taking links in and calling others, writes what was accepted, closes all links in
    /// order, fails what waits and ends all threads. The last quarter of `most`, half a second at
    /// most, is for cutting off what is not done by then: links are reset, handlers interrupted.
    ///
    /// Returns when all is done, or when `most` (half a second if that is longer) is over: a
    /// handler that does not heed its interrupt goes on, and the node is rid of it when it ends.
    /// Idempotent; a second call waits for the first, as long as it likes to. From a handler, of
    /// this node or another, or from a loop it starts all that and returns at once.
    ///
    /// @param most from 0, which a negative one means too, to a year, which a longer one means
    public void close(Duration most) {
        life.close(most);
    }

    /// Closes within [NodeConfig#closeNanosMax].
    @Override
    public void close() {
        life.close(Duration.ofNanos(config.closeNanosMax()));
    }

    private static DropReason whyNot(PeerLink peer) {
        if (!peer.isConnected()) {
            return DropReason.GONE;
        }
        return peer.outlet().isUnbounded() ? DropReason.NO_ROOM : DropReason.UNPROVEN;
    }

    private static NodeException notConnected(String peerName) {
        return new NodeException(
                NodeException.Reason.NOT_CONNECTED, "no peer '" + peerName + "' is connected");
    }
}

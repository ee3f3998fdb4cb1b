package dev.starling.node.bridge;

import dev.starling.node.NodeConfig;
import dev.starling.node.metrics.LinkCounts;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Metrics;
import dev.starling.node.peer.Outlet;
import dev.starling.node.peer.PeerFigures;
import dev.starling.node.peer.PeerLink;
import dev.starling.node.peer.Requests;
import dev.starling.protocol.message.Allowance;
import dev.starling.protocol.message.Claim;
import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.message.Exchange;
import dev.starling.protocol.message.ExchangeMessages;
import dev.starling.protocol.message.Greeting;
import dev.starling.protocol.swarm.Roster;
import dev.starling.transport.Link;
import dev.starling.transport.guest.GuestMemory;
import dev.starling.transport.guest.Places;
import dev.starling.wire.Offence;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// All links of a node, and what they share.
///
/// The table of names is the one thing that links on different loops must agree on at once: a short
/// lock guards it.
public final class Links {
    private final NodeConfig config;
    private final Handlers handlers;
    private final Metrics metrics = new Metrics();
    private final GuestMemory memory;
    private final Places places;
    private final CutOffs cutOffs;
    private final ClosingLog closings = new ClosingLog();
    private final SecureRandom random = new SecureRandom();
    // A builder for each loop: its messages are copied before the next one is made.
    private final ThreadLocal<ExchangeMessages> messages;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, OpenLink> open = new ConcurrentHashMap<>();
    private final Roster roster;
    // Keys from the network: strings are comparable, so colliding ones still cost little.
    private final Map<String, PeerLink> peers = new ConcurrentHashMap<>();
    private volatile NameEvents names = NameEvents.NONE;

    /// A link and what moves it.
    private record OpenLink(LinkBridge bridge, LinkReader reader) {}

    /// @param self what our HELLO says
    public Links(Greeting self, NodeConfig config, Handlers handlers) {
        this.config = config;
        this.handlers = handlers;
        this.cutOffs = new CutOffs(handlers);
        this.memory = new GuestMemory(config.port().guestBytesMax());
        this.places = new Places(config.port());
        // What no HELLO can hold is refused now, not on the loop of the first link.
        var _ = new ExchangeMessages(self);
        this.messages = ThreadLocal.withInitial(() -> new ExchangeMessages(self));
        this.roster = new Roster(self.name(), config.peersMax());
    }

    /// Who hears what becomes of names; set before the first link.
    public void names(NameEvents hears) {
        names = hears;
    }

    /// Meets a link that came to us. Loop only.
    public void accept(Link link) {
        Offence refusal = places.enter(link.remoteAddress());
        if (refusal == null) {
            open(link, null);
        } else {
            metrics.count(Metric.MESSAGES_REFUSED, refusal);
            cutOffs.onCutOff(link.remoteAddress(), refusal);
            link.reset(refusal);
        }
    }

    /// Meets a link that we dialled. Loop only.
    public void dialled(Link link, Call call) {
        open(link, call);
    }

    /// The peer of this name, null when none is connected.
    public @Nullable PeerLink peer(String name) {
        return peers.get(name);
    }

    /// Who is connected now; a live view.
    public Collection<PeerLink> peers() {
        return peers.values();
    }

    public Metrics metrics() {
        return metrics;
    }

    /// Every link that is open, of peers and guests; a copy.
    public List<PeerLink> all() {
        return open.values().stream()
                .map(one -> one.bridge.peer())
                .filter(peer -> !peer.isGone())
                .toList();
    }

    /// Links of all kinds that are open, or whose messages are still being handled.
    public int size() {
        return open.size();
    }

    /// Bytes that unfinished messages of all links hold.
    public long partialBytes() {
        return memory.heldBytes();
    }

    /// Ends all links in order.
    public void close() {
        open.values().forEach(one -> close(one, CloseCode.CLOSED));
    }

    /// Waits until all links are gone and their messages handled, at most so long.
    public void awaitEmpty(long nanosMax) {
        long deadlineNanos = System.nanoTime() + nanosMax;
        synchronized (open) {
            while (!open.isEmpty() && deadlineNanos - System.nanoTime() > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedWait(open, deadlineNanos - System.nanoTime());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    /// Ends the threads of all handlers; what waits for them is dropped.
    public void stop() {
        cutOffs.close();
        List.copyOf(open.values()).forEach(one -> one.bridge.stop());
    }

    NodeConfig config() {
        return config;
    }

    Handlers handlers() {
        return handlers;
    }

    GuestMemory memory() {
        return memory;
    }

    /// Asks for the one place under a name, and closes the link that must make room for it.
    Claim claim(String name, LinkBridge bridge, boolean dialled) {
        Roster.Seat seat;
        synchronized (roster) {
            seat = roster.claim(name, bridge.number(), dialled);
        }
        return switch (seat.outcome()) {
            case FREE -> Claim.FREE;
            case TAKEN -> Claim.TAKEN;
            case SELF -> Claim.SELF;
            case FULL -> Claim.FULL;
            case REPLACES -> {
                makeRoom(seat.replacedLink(), CloseCode.REPLACED);
                yield Claim.FREE;
            }
            case CROWDS_OUT -> {
                makeRoom(seat.replacedLink(), CloseCode.FULL);
                names.onLost(seat.lostName());
                yield Claim.FREE;
            }
        };
    }

    /// Closes a link that has lost its name.
    private void makeRoom(long number, CloseCode why) {
        OpenLink replaced = open.get(number);
        if (replaced != null) {
            close(replaced, why);
        }
    }

    /// Whether it is our own name.
    boolean isSelf(String name) {
        return roster.isSelf(name);
    }

    void onProven(LinkBridge bridge) {
        synchronized (roster) {
            roster.proven(bridge.number());
        }
    }

    /// A peer that is shown is proven.
    void met(PeerLink peer) {
        names.onProven(peer.name());
    }

    /// Whether some link has this name.
    public boolean holds(String name) {
        synchronized (roster) {
            return roster.holds(name);
        }
    }

    /// Shows the link as its peer's; false when another has replaced it, perhaps on another loop.
    boolean announce(LinkBridge bridge) {
        String name = bridge.peer().name();
        synchronized (roster) {
            boolean holds = roster.isHeldBy(name, bridge.number());
            if (holds) {
                peers.put(name, bridge.peer());
            }
            return holds;
        }
    }

    void leave(LinkBridge bridge, CloseCode how) {
        PeerLink peer = bridge.peer();
        if (bridge.call() == null) {
            places.leave(peer.address());
        }
        peers.remove(peer.name(), peer);
        String free;
        synchronized (roster) {
            free = roster.release(bridge.number());
        }
        metrics.close(peer.figures().counts());
        closings.onClosed(peer, how, bridge.offence());
        if (how != CloseCode.CLOSED && how != CloseCode.ENDED) {
            metrics.count(Metric.LINKS_FAILED, how);
        }
        Offence offence = bridge.offence();
        if (offence != null) {
            metrics.count(Metric.MESSAGES_REFUSED, offence);
            cutOffs.onCutOff(peer.address(), offence);
        }
        if (free != null) {
            names.onLost(free);
        }
    }

    /// The link is gone and its messages are handled.
    void forget(long number) {
        open.remove(number);
        synchronized (open) {
            open.notifyAll();
        }
    }

    private void open(Link link, @Nullable Call call) {
        long number = numbers.incrementAndGet();
        boolean dialled = call != null;
        Allowance allowance = new Allowance(config.exchange().unprovenBytesMax());
        if (dialled) {
            // We chose to call it: nobody can make us send where we did not want to.
            allowance.lift();
        }
        LinkCounts counts = metrics.open();
        link.stream().counter(counts::onOut);
        PeerLink peer =
                new PeerLink(
                        link,
                        new Outlet(link.stream(), allowance, config.transport().outboxBytesMax()),
                        new Requests(config.requestsMax()),
                        new PeerFigures(dialled, counts),
                        wishes(number));
        LinkBridge bridge = new LinkBridge(number, this, peer, call);
        Exchange exchange =
                new Exchange(bridge, dialled, config.exchange(), messages.get(), random);
        LinkReader reader = new LinkReader(this, bridge, exchange);
        open.put(number, new OpenLink(bridge, reader));
        link.stream().reader(reader);
    }

    private PeerLink.Wishes wishes(long number) {
        return new PeerLink.Wishes() {
            @Override
            public void disconnect() {
                part(number);
            }

            @Override
            public void ping() {
                OpenLink one = open.get(number);
                if (one != null) {
                    one.bridge.peer().link().execute(one.reader::ask);
                }
            }
        };
    }

    /// The application wants no link to this peer.
    private void part(long number) {
        OpenLink one = open.get(number);
        if (one == null) {
            return;
        }
        Call call = one.bridge.call();
        if (call != null) {
            call.onUnwanted();
        }
        names.onParted(one.bridge.peer().name());
        close(one, CloseCode.CLOSED);
    }

    private static void close(OpenLink one, CloseCode why) {
        one.bridge.peer().link().execute(() -> one.reader.close(why));
    }
}

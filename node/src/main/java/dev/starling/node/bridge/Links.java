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
import dev.starling.transport.inbox.SharedRoom;
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
public final class Links {
    private final NodeConfig config;
    private final Handlers handlers;
    private final Metrics metrics = new Metrics();
    private final GuestMemory memory;
    private final SharedRoom inboxRoom;
    private final Places places;
    private final CutOffs cutOffs;
    private final ClosingLog closings = new ClosingLog();
    private final SecureRandom random = new SecureRandom();
    // A builder for each loop: its messages are copied before the next one is made.
    private final ThreadLocal<ExchangeMessages> messages;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, OpenLink> open = new ConcurrentHashMap<>();
    private final Names names;
    private volatile boolean isClosing;

    /// A link and what moves it.
    private record OpenLink(LinkBridge bridge, LinkReader reader) {}

    /// @param self what our HELLO says
    public Links(Greeting self, NodeConfig config, Handlers handlers) {
        this.config = config;
        this.handlers = handlers;
        handlers.onFailed(() -> metrics.count(Metric.HANDLERS_FAILED));
        this.cutOffs = new CutOffs(handlers);
        this.memory = new GuestMemory(config.port().guestBytesMax());
        this.inboxRoom = new SharedRoom(config.inboxSharedBytes());
        this.places = new Places(config.port());
        // What no HELLO can hold is refused now, not on the loop of the first link.
        var _ = new ExchangeMessages(self);
        this.messages = ThreadLocal.withInitial(() -> new ExchangeMessages(self));
        this.names = new Names(new Roster(self.name(), config.peersMax()));
    }

    /// Who hears what becomes of names; set before the first link.
    public void names(Names.Events hears) {
        names.events(hears);
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
        return names.peer(name);
    }

    /// Who is connected now; a live view.
    public Collection<PeerLink> peers() {
        return names.peers();
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

    /// Bytes of memory that the inboxes of all links keep, used or not.
    public long inboxBytes() {
        long bytes = 0;
        for (OpenLink one : open.values()) {
            bytes += one.bridge.delivery().heldBytes();
        }
        return bytes;
    }

    /// Ends all links in order, also those that still come.
    public void close() {
        isClosing = true;
        open.values().forEach(one -> close(one, CloseCode.CLOSED));
    }

    /// Waits until all links are gone and the threads of their handlers have ended, at most so
    /// long.
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

    /// Interrupts all handlers and drops what waits for them; waits for none.
    public void stop() {
        handlers.stop();
        cutOffs.close();
        open.values().forEach(one -> one.bridge.delivery().stop());
    }

    /// Gives back the memory of links that brought nothing since the last call.
    public void giveBack() {
        open.values().forEach(one -> one.bridge.delivery().giveBack());
    }

    NodeConfig config() {
        return config;
    }

    Handlers handlers() {
        return handlers;
    }

    Names names() {
        return names;
    }

    SharedRoom inboxRoom() {
        return inboxRoom;
    }

    GuestMemory memory() {
        return memory;
    }

    /// Asks for the one place under a name, and closes the link that must make room for it.
    Claim claim(String name, LinkBridge bridge, boolean dialled) {
        Roster.Seat seat = names.claim(name, bridge, dialled);
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
                names.lost(seat.lostName());
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

    /// Whether some link has this name.
    public boolean holds(String name) {
        return names.holds(name);
    }

    void leave(LinkBridge bridge, CloseCode how) {
        PeerLink peer = bridge.peer();
        names.vacate(bridge);
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
    }

    /// The link is gone and its handler's thread has ended: who comes and goes while handlers stand
    /// still keeps its places, so that it cannot leave something behind each time.
    void forget(LinkBridge bridge) {
        PeerLink peer = bridge.peer();
        if (bridge.call() == null) {
            places.leave(peer.address());
        }
        names.forget(bridge);
        open.remove(bridge.number());
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
        OpenLink one = new OpenLink(bridge, reader);
        open.put(number, one);
        link.stream().reader(reader);
        if (isClosing) {
            close(one, CloseCode.CLOSED);
        }
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
        names.parted(one.bridge.peer().name());
        close(one, CloseCode.CLOSED);
        // When the other side has ended already, this does not wait for the handler.
        one.bridge.peer().link().execute(one.bridge.peer().link()::close);
    }

    private static void close(OpenLink one, CloseCode why) {
        one.bridge.peer().link().execute(() -> one.reader.close(why));
    }
}

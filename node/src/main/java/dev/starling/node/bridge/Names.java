package dev.starling.node.bridge;

import dev.starling.node.peer.PeerLink;
import dev.starling.protocol.swarm.Roster;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The table of names and who holds each: the one thing that links on different loops must agree on
/// at once. A short lock guards it.
public final class Names {
    private static final Events UNHEARD =
            new Events() {
                @Override
                public void onProven(String name) {}

                @Override
                public void onLost(String name) {}

                @Override
                public void onParted(String name) {}
            };

    /// What home hears of the names behind links, whoever had called; any thread.
    public interface Events {
        /// The link to this name has answered its first PING.
        void onProven(String name);

        /// There is no link to this name any more.
        void onLost(String name);

        /// The application wants no link to this name any more.
        void onParted(String name);
    }

    private final Roster roster;
    // Keys from the network: strings are comparable, so colliding ones still cost little.
    private final Map<String, PeerLink> peers = new ConcurrentHashMap<>();
    // The newest link told of under each name, as long as its handler's thread runs.
    private final Map<String, Delivery> told = new ConcurrentHashMap<>();
    private volatile Events events = UNHEARD;

    Names(Roster roster) {
        this.roster = roster;
    }

    void events(Events hears) {
        events = hears;
    }

    /// A peer that is shown is proven.
    void met(String name) {
        events.onProven(name);
    }

    void lost(String name) {
        events.onLost(name);
    }

    void parted(String name) {
        events.onParted(name);
    }

    /// Whether it is our own name.
    boolean isSelf(String name) {
        return roster.isSelf(name);
    }

    @Nullable PeerLink peer(String name) {
        return peers.get(name);
    }

    /// A live view.
    Collection<PeerLink> peers() {
        return peers.values();
    }

    Roster.Seat claim(String name, LinkBridge bridge, boolean dialled) {
        synchronized (roster) {
            return roster.claim(name, bridge.number(), dialled);
        }
    }

    void onProven(LinkBridge bridge) {
        synchronized (roster) {
            roster.proven(bridge.number());
        }
    }

    boolean holds(String name) {
        synchronized (roster) {
            return roster.holds(name);
        }
    }

    /// Shows the link as its peer's and tells of it; false when another has replaced it, perhaps on
    /// another loop.
    boolean announce(LinkBridge bridge) {
        String name = bridge.peer().name();
        Delivery older;
        synchronized (roster) {
            if (!roster.isHeldBy(name, bridge.number())) {
                return false;
            }
            peers.put(name, bridge.peer());
            older = told.put(name, bridge.delivery());
        }
        bridge.delivery().tellConnected(older);
        return true;
    }

    /// The link has ended, or its other side has: the name is free.
    void vacate(LinkBridge bridge) {
        peers.remove(bridge.peer().name(), bridge.peer());
        String free;
        synchronized (roster) {
            free = roster.release(bridge.number());
        }
        if (free != null) {
            events.onLost(free);
        }
    }

    /// Everything of the link is told.
    void forget(LinkBridge bridge) {
        told.remove(bridge.peer().name(), bridge.delivery());
    }
}

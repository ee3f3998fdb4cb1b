package dev.starling.protocol.swarm;

import dev.starling.protocol.machine.Bounds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The table of who is connected: at most one link under each name.
///
/// A second link under a name is refused while the first is alive. One exception, for two who call
/// each other at once: the call of the lesser of the two names replaces one the other way that is
/// not proven yet, so that both sides keep the same one. Links are numbers, given by whoever has
/// them. Not thread-safe.
public final class Roster {
    /// What became of a claim.
    public enum Outcome {
        /// The name was free and is the link's now.
        FREE,
        /// The name is the link's now; [Seat#replacedLink] had it and must be closed.
        REPLACES,
        /// Another link has the name.
        TAKEN,
        /// The name is our own.
        SELF,
        /// There are `peersMax` names already.
        FULL
    }

    /// The answer to a claim.
    ///
    /// @param replacedLink the link that lost the name, with [Outcome#REPLACES] only, else 0
    public record Seat(Outcome outcome, long replacedLink) {}

    /// The link under a name.
    private record Holder(long link, boolean dialled, boolean isProven) {}

    private final String self;
    private final int peersMax;
    // Ordered, not hashed: the names are the others' choice, and hashes can be made to collide.
    private final Map<String, Holder> holders = new TreeMap<>();
    private final Map<Long, String> names = new HashMap<>();

    /// `self` is our own name; at most `peersMax` others, 1 to 2^20, have a place.
    public Roster(String self, int peersMax) {
        Bounds.range("peersMax", peersMax, 1, 1 << 20);
        this.self = self;
        this.peersMax = peersMax;
    }

    /// Asks for the one place under `name`; `dialled` says that the link is our call. A link claims
    /// once.
    public Seat claim(String name, long link, boolean dialled) {
        if (name.equals(self)) {
            return new Seat(Outcome.SELF, 0);
        }
        Holder holder = holders.get(name);
        if (holder == null) {
            return holders.size() < peersMax
                    ? seat(Outcome.FREE, name, link, dialled)
                    : new Seat(Outcome.FULL, 0);
        }
        boolean isLessersCall = dialled ? isLess(self, name) : isLess(name, self);
        boolean yields = !holder.isProven && holder.dialled != dialled && isLessersCall;
        return yields ? seat(Outcome.REPLACES, name, link, dialled) : new Seat(Outcome.TAKEN, 0);
    }

    /// The other side of the link answered a PING: from now on the link keeps its name.
    public void proven(long link) {
        String name = names.get(link);
        if (name != null) {
            holders.computeIfPresent(name, (_, it) -> new Holder(it.link, it.dialled, true));
        }
    }

    /// The link is gone, or going: the name that is free now, null when it had none (any more).
    public @Nullable String release(long link) {
        String name = names.remove(link);
        if (name != null) {
            holders.remove(name);
        }
        return name;
    }

    /// Whether some link has this name.
    public boolean holds(String name) {
        return holders.containsKey(name);
    }

    /// Whether this link has the name, and no newer one has replaced it.
    public boolean isHeldBy(String name, long link) {
        return name.equals(names.get(link));
    }

    /// The link that has this name, null for none.
    public @Nullable Long link(String name) {
        Holder holder = holders.get(name);
        return holder == null ? null : holder.link;
    }

    /// How many names have a link.
    public int size() {
        return holders.size();
    }

    private Seat seat(Outcome outcome, String name, long link, boolean dialled) {
        Holder before = holders.put(name, new Holder(link, dialled, false));
        if (before != null) {
            names.remove(before.link);
        }
        names.put(link, name);
        return new Seat(outcome, before == null ? 0 : before.link);
    }

    /// Whether `a` comes before `b`, by the bytes of their UTF-8: the same everywhere.
    private static boolean isLess(String a, String b) {
        return Arrays.compareUnsigned(
                        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8))
                < 0;
    }
}

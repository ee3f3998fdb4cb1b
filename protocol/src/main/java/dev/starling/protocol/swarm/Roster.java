package dev.starling.protocol.swarm;

import dev.starling.protocol.machine.Bounds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The table of who is connected: at most one link under each name.
///
/// A second link under a name is refused while the first is alive. One exception, for two who call
/// each other at once: a call of ours that the other side has taken replaces its call that we have
/// taken, if our name is the lesser and that link is not proven. The other side took our call
/// before it knew that we took its own, so it comes to the same end: it finds its call's name
/// taken.
///
/// Strangers have half of the places until they are proven; then the oldest of them makes room for
/// the next. Links are numbers, given by whoever has them. Not thread-safe.
public final class Roster {
    /// What became of a claim.
    public enum Outcome {
        /// The name was free and is the link's now.
        FREE,
        /// The name is the link's now; [Seat#replacedLink] had it.
        REPLACES,
        /// The name was free and is the link's now; the unproven [Seat#replacedLink] made room.
        CROWDS_OUT,
        /// Another link has the name.
        TAKEN,
        /// The name is our own.
        SELF,
        /// There are `peersMax` names already.
        FULL
    }

    /// The answer to a claim.
    ///
    /// @param replacedLink the link that lost its name and must be closed; 0 for none
    /// @param lostName the name to which there is no link any more; empty for none
    public record Seat(Outcome outcome, long replacedLink, String lostName) {
        static Seat refused(Outcome why) {
            return new Seat(why, 0, "");
        }
    }

    /// The link under a name.
    private record Holder(long link, boolean dialled, boolean isProven) {}

    private final String self;
    private final int peersMax;
    private final int strangersMax;
    // Ordered, not hashed: the names are the others' choice, and hashes can be made to collide.
    private final Map<String, Holder> holders = new TreeMap<>();
    private final Map<Long, String> names = new HashMap<>();
    // Who came and is not proven, the oldest first.
    private final Set<Long> strangers = new LinkedHashSet<>();

    /// `self` is our own name; at most `peersMax` others, 1 to 2^20, have a place.
    public Roster(String self, int peersMax) {
        Bounds.range("peersMax", peersMax, 1, 1 << 20);
        this.self = self;
        this.peersMax = peersMax;
        this.strangersMax = Math.max(1, peersMax / 2);
    }

    /// Asks for the one place under `name`; `dialled` says that the link is our call, and that the
    /// other side has taken it. A link claims once.
    public Seat claim(String name, long link, boolean dialled) {
        if (isSelf(name)) {
            return Seat.refused(Outcome.SELF);
        }
        Holder holder = holders.get(name);
        if (holder != null) {
            boolean crosses = dialled && !holder.dialled && !holder.isProven;
            return crosses && isLess(self, name)
                    ? seat(Outcome.REPLACES, name, link, dialled, holder.link)
                    : Seat.refused(Outcome.TAKEN);
        }
        boolean isCrowded = !dialled && strangers.size() >= strangersMax;
        if (holders.size() < peersMax && !isCrowded) {
            return seat(Outcome.FREE, name, link, dialled, 0);
        }
        return strangers.isEmpty()
                ? Seat.refused(Outcome.FULL)
                : seat(Outcome.CROWDS_OUT, name, link, dialled, strangers.iterator().next());
    }

    /// Whether it is our own name.
    public boolean isSelf(String name) {
        return name.equals(self);
    }

    /// The other side of the link answered a PING: from now on the link keeps its name.
    public void proven(long link) {
        strangers.remove(link);
        String name = names.get(link);
        if (name != null) {
            holders.computeIfPresent(name, (_, it) -> new Holder(it.link, it.dialled, true));
        }
    }

    /// The link is gone, or going: the name that is free now, null when it had none (any more).
    public @Nullable String release(long link) {
        strangers.remove(link);
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

    private Seat seat(Outcome outcome, String name, long link, boolean dialled, long replaced) {
        String before = replaced == 0 ? null : release(replaced);
        String lost = before == null || before.equals(name) ? "" : before;
        holders.put(name, new Holder(link, dialled, false));
        names.put(link, name);
        if (!dialled) {
            strangers.add(link);
        }
        return new Seat(outcome, replaced, lost);
    }

    /// Whether `a` comes before `b`, by the bytes of their UTF-8: the same everywhere.
    private static boolean isLess(String a, String b) {
        return Arrays.compareUnsigned(
                        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8))
                < 0;
    }
}

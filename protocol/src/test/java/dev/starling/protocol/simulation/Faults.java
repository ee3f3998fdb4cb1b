package dev.starling.protocol.simulation;

import dev.starling.protocol.message.CloseCode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What goes wrong in a run, all of it planned from its seed.
final class Faults {
    /// What can go wrong.
    enum Kind {
        /// Nothing passes between two nodes.
        CUT,
        /// Nothing passes one way.
        ONE_WAY,
        /// Everything is late one way.
        DELAY,
        /// A node's processor stands still.
        STALL,
        /// A node does not read its links.
        HOLD,
        /// The links between two nodes are reset.
        BREAK,
        /// A node's program is killed; its links are reset.
        KILL,
        /// A node loses power for a moment; nobody is told.
        POWER
    }

    private static final long LONGEST_NANOS = 60 * Agenda.SECOND;

    private final World world;
    private final SplittableRandom random;
    final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    Faults(World world) {
        this.world = world;
        this.random = world.random.split();
    }

    /// Plans so many faults, all of them over at `endNanos`.
    void plan(int count, long endNanos, Kind... kinds) {
        for (int i = 0; i < count; i++) {
            Kind kind = kinds[random.nextInt(kinds.length)];
            // Mostly short, sometimes longer than a peer's patience.
            long most = random.nextInt(3) == 0 ? LONGEST_NANOS : LONGEST_NANOS / 8;
            long lasts = 1 + random.nextLong(most);
            long at = random.nextLong(endNanos - lasts);
            counts.merge(kind, 1, Integer::sum);
            world.agenda.at(at, () -> strike(kind, lasts));
        }
    }

    private void strike(Kind kind, long lasts) {
        List<Node> nodes = world.nodes;
        int first = random.nextInt(nodes.size());
        int second = (first + 1 + random.nextInt(nodes.size() - 1)) % nodes.size();
        Node node = nodes.get(first);
        Node other = nodes.get(second);
        long until = world.now() + lasts;
        switch (kind) {
            case CUT -> {
                world.path(node, other).block(until);
                world.path(other, node).block(until);
            }
            case ONE_WAY -> world.path(node, other).block(until);
            case DELAY -> world.path(node, other).slow(until, random.nextLong(3 * Agenda.SECOND));
            case STALL -> node.stall(lasts);
            case HOLD -> node.life.ends.values().forEach(end -> end.pipe.hold(lasts));
            case BREAK -> breakLinks(node, other);
            case KILL -> node.crash(true);
            case POWER -> node.crash(false);
        }
    }

    private static void breakLinks(Node node, Node other) {
        for (End end : List.copyOf(node.life.ends.values())) {
            End far = end.pipe.other();
            if (far.life.node == other) {
                end.step(() -> end.finish(CloseCode.RESET));
                far.step(() -> far.finish(CloseCode.RESET));
            }
        }
    }
}

package dev.starling.protocol.simulation;

import dev.starling.protocol.simulation.Faults.Kind;

/// One run from one seed: nodes that want each other, a bad seven minutes, and peace in which
/// everything must heal.
final class Run {
    private static final long FAULTS_END_NANOS = 420 * Agenda.SECOND;
    // Noticed after 30 s at most, called again after 60 s at most, twice when calls collide.
    private static final long HEALED_NANOS = FAULTS_END_NANOS + 220 * Agenda.SECOND;

    final World world;
    private final long seed;
    private final Faults faults;

    Run(long seed, int size, Habits habits) {
        this.seed = seed;
        this.world = new World(seed, size, habits);
        this.faults = new Faults(world);
        switch (size) {
            case 2 -> wantAmongTwo();
            default -> wantAmongMany();
        }
    }

    /// Runs to the end.
    ///
    /// @throws AssertionError with the seed when an invariant does not hold
    Run toTheEnd() {
        try {
            faults.plan(Math.max(20, 3 * world.nodes.size()), FAULTS_END_NANOS, Kind.values());
            world.nodes.forEach(Node::start);
            world.agenda.runUntil(HEALED_NANOS);
            checkHealed();
        } catch (Violation | IllegalStateException e) {
            throw new AssertionError(
                    world.nodes.size() + " nodes, -Dseed=" + seed + ": " + e.getMessage(), e);
        }
        return this;
    }

    /// Everybody is connected to whom it wants.
    void checkHealed() {
        world.nodes.forEach(Run::checkHealed);
    }

    private static void checkHealed(Node node) {
        for (String target : node.wanted) {
            Node peer = node.world.at(target);
            boolean isUp =
                    peer == node
                            || node.life.ends.values().stream()
                                    .anyMatch(end -> end.isUpWith(peer.name));
            Violation.unless(isUp, "not healed", node.name + " wants " + target);
        }
    }

    private void wantAmongTwo() {
        Node first = world.nodes.get(0);
        Node second = world.nodes.get(1);
        first.wanted.add("n1");
        if (world.random.nextBoolean()) {
            second.wanted.add("n0");
        }
        if (world.random.nextInt(4) == 0) {
            first.wanted.add("alias-1");
        }
        if (world.random.nextInt(8) == 0) {
            second.wanted.add("alias-1");
        }
    }

    private void wantAmongMany() {
        int size = world.nodes.size();
        for (int i = 0; i < size; i++) {
            Node node = world.nodes.get(i);
            node.wanted.add("n" + (i + 1) % size);
            String other = "n" + world.random.nextInt(size);
            if (!node.wanted.contains(other)) {
                node.wanted.add(other);
            }
        }
    }
}

package dev.starling.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.message.CloseCode;
import dev.starling.protocol.simulation.planted.Defects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Two who call each other at once, on paths that are slow but whole, keep one link of the two.
final class CrossingTest {
    private static final int SEEDS = 3_000;
    private static final long END_NANOS = 60 * Agenda.SECOND;

    @Test
    void ofTwoCallsThatCrossOneIsLeftOnBothSidesWithoutCallingAgain() {
        long crossed =
                LongStream.range(0, SEEDS)
                        .parallel()
                        .filter(seed -> cross(seed, Habits.GOOD))
                        .count();
        // Both ways to meet must have been taken often, or nothing was shown.
        assertThat(crossed).isBetween(SEEDS / 10L, SEEDS * 9L / 10);
    }

    @Test
    void aNodeThatTakesEveryCallIsFound() {
        assertThat(LongStream.range(0, 10).filter(seed -> breaks(seed)).count()).isPositive();
    }

    private static boolean breaks(long seed) {
        try {
            cross(seed, new Defects.TakesEveryCall());
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    /// Whether both had taken the other's call before one was left.
    private static boolean cross(long seed, Habits habits) {
        World world = new World(seed, 2, habits);
        Node first = world.nodes.get(0);
        Node second = world.nodes.get(1);
        slow(world, first, second);
        slow(world, second, first);
        first.wanted.add("n1");
        second.wanted.add("n0");
        world.agenda.at(world.random.nextLong(100 * Agenda.MILLI), first::start);
        world.agenda.at(world.random.nextLong(100 * Agenda.MILLI), second::start);
        world.agenda.runUntil(END_NANOS);
        checkOne(first, seed);
        checkOne(second, seed);
        End link = first.life.ends.values().iterator().next();
        assertThat(second.life.ends.values())
                .as("the other end, seed %d", seed)
                .containsExactly(link.pipe.other());
        return world.closes.containsKey(CloseCode.REPLACED);
    }

    /// Up to two seconds later one way, for as long as it takes.
    private static void slow(World world, Node from, Node to) {
        if (world.random.nextBoolean()) {
            long byNanos = world.random.nextLong(2 * Agenda.SECOND);
            world.path(from, to).slow(world.random.nextLong(END_NANOS / 4), byNanos);
        }
    }

    private static void checkOne(Node node, long seed) {
        assertThat(node.life.ends).as("links of %s, seed %d", node.name, seed).hasSize(1);
        End end = node.life.ends.values().iterator().next();
        assertThat(end.hasName() && end.isProven()).as("proven, seed %d", seed).isTrue();
        assertThat(node.life.redials.redials()).as("redials, seed %d", seed).isZero();
    }
}

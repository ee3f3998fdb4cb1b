package dev.starling.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nodes through bad times, from many seeds. `-Dseed=` runs one seed with each number of nodes.
final class SimulationTest {
    private static final Long ONE_SEED = Long.getLong("seed");

    @ParameterizedTest
    @CsvSource({"2, 9000", "3, 900", "20, 100"})
    void keepsEveryInvariantThroughCutsStallsAndCrashes(int nodes, int seeds) {
        AtomicLong delivered = new AtomicLong();
        AtomicLong lost = new AtomicLong();
        seeds(seeds)
                .forEach(seed -> {
                    World world = new Run(seed, nodes, Habits.GOOD).toTheEnd().world;
                    delivered.addAndGet(world.delivered);
                    lost.addAndGet(world.lost);
                });
        System.out.printf(
                "%d nodes: %,d messages delivered, %,d link ends lost%n",
                nodes, delivered.get(), lost.get());
        assertThat(delivered.get()).isPositive();
        assertThat(lost.get()).isPositive();
    }

    @Test
    void aSeedGivesTheSameRunEveryTime() {
        World once = new Run(7, 3, Habits.GOOD).toTheEnd().world;
        World again = new Run(7, 3, Habits.GOOD).toTheEnd().world;
        assertThat(again.agenda.turns()).isEqualTo(once.agenda.turns());
        assertThat(again.delivered).isEqualTo(once.delivered);
    }

    private static LongStream seeds(int count) {
        return ONE_SEED == null ? LongStream.range(0, count).parallel() : LongStream.of(ONE_SEED);
    }
}

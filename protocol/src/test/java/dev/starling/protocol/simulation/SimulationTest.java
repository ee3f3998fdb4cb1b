package dev.starling.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.message.CloseCode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nodes through bad times, from many seeds. `-Dseed=` runs one seed with each number of nodes.
final class SimulationTest {
    private static final Long ONE_SEED = Long.getLong("seed");

    /// How a link can end among honest nodes that all have room and want to stay.
    private static final Set<CloseCode> FATES =
            EnumSet.of(
                    CloseCode.ENDED,
                    CloseCode.RESET,
                    CloseCode.PEER_LOST,
                    CloseCode.HELLO_LATE,
                    CloseCode.NAME_TAKEN,
                    CloseCode.TURNED_AWAY,
                    CloseCode.SELF,
                    CloseCode.REPLACED);

    @ParameterizedTest
    @CsvSource({"2, 9000", "3, 900", "20, 100"})
    void keepsEveryInvariantThroughCutsStallsAndCrashes(int nodes, int seeds) {
        AtomicLong delivered = new AtomicLong();
        Map<CloseCode, Long> closes = new ConcurrentSkipListMap<>();
        seeds(seeds)
                .forEach(seed -> {
                    World world = new Run(seed, nodes, Habits.GOOD).toTheEnd().world;
                    delivered.addAndGet(world.delivered);
                    world.closes.forEach((how, ends) -> closes.merge(how, ends, Long::sum));
                });
        System.out.printf(
                "%d nodes: %,d messages delivered, link ends lost: %s%n",
                nodes, delivered.get(), closes);
        if (ONE_SEED == null) {
            assertThat(delivered.get()).isPositive();
            assertThat(closes.keySet()).isEqualTo(FATES);
        }
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

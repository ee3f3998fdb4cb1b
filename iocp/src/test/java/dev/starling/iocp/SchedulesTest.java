package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.planted.ClosedBeforeCancelled;
import dev.starling.iocp.planted.FailureTakenForPending;
import dev.starling.iocp.planted.FreedOnClose;
import dev.starling.iocp.planted.ReusedGeneration;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.Happening;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchedulesTest {
    private static final int SEEDS = Integer.getInteger("schedules", 100_000);
    private static final int SEEDS_TO_FIND = 1_000;

    private final PoisonedMemory memory = new PoisonedMemory(16 << 20);

    static Stream<Named<UnaryOperator<Sockets>>> defects() {
        return Stream.of(
                Named.of("free on close", FreedOnClose::new),
                Named.of("reuse of a generation", ReusedGeneration::new),
                Named.of("a synchronous failure taken for pending", FailureTakenForPending::new),
                Named.of("close before cancel", ClosedBeforeCancelled::new));
    }

    @Test
    void theLawHoldsInEverySchedule() {
        Set<Happening> happened = EnumSet.noneOf(Happening.class);
        for (long seed = 0; seed < SEEDS; seed++) {
            TwinSystem system = Schedule.run(seed, memory, UnaryOperator.identity());
            assertThat(system.violations.found()).as("seed %d", seed).isEmpty();
            happened.addAll(system.happened);
        }
        assertThat(happened).containsExactly(Happening.values());
    }

    @ParameterizedTest
    @MethodSource("defects")
    void aPlantedDefectIsFound(UnaryOperator<Sockets> defect) {
        int seed = 0;
        while (seed < SEEDS_TO_FIND && isSound(seed, defect)) {
            seed++;
        }
        assertThat(seed).as("seeds until it was found").isLessThan(SEEDS_TO_FIND);
    }

    private boolean isSound(long seed, UnaryOperator<Sockets> defect) {
        return Schedule.run(seed, memory, defect).violations.found().isEmpty();
    }
}

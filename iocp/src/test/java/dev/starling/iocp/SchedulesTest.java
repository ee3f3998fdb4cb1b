package dev.starling.iocp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.planted.ClosedBeforeCancelled;
import dev.starling.iocp.planted.EndedBeforeItsPacket;
import dev.starling.iocp.planted.FailureTakenForPending;
import dev.starling.iocp.planted.FreedOnClose;
import dev.starling.iocp.planted.NothingTakenForTheEnd;
import dev.starling.iocp.planted.ReleasedAtTheCall;
import dev.starling.iocp.planted.ReusedGeneration;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.Happening;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.twin.TwinSystem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SchedulesTest {
    /// A defect, and what is said of it.
    record Planted(String name, UnaryOperator<Sockets> defect, String violation) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final int SEEDS = Integer.getInteger("schedules", 100_000);
    private static final int SEEDS_TO_FIND = 1_000;

    private final PoisonedMemory memory = new PoisonedMemory(16 << 20);

    static Stream<Planted> defects() {
        return Stream.of(
                new Planted("free on close", FreedOnClose::new, "was given back before it ended"),
                new Planted(
                        "reuse of a generation",
                        ReusedGeneration::new,
                        "was given back before it ended"),
                new Planted(
                        "a synchronous failure taken for pending",
                        FailureTakenForPending::new,
                        "a promise was never kept"),
                new Planted(
                        "close before cancel",
                        ClosedBeforeCancelled::new,
                        "closed with operations under way that were not cancelled"),
                new Planted(
                        "an end before its packet",
                        EndedBeforeItsPacket::new,
                        "was given back before it ended"),
                new Planted("release at the call", ReleasedAtTheCall::new, "poison was sent"),
                new Planted(
                        "0 bytes of a wait taken for the end",
                        NothingTakenForTheEnd::new,
                        "what was sent did not arrive whole"));
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
    void aPlantedDefectIsFound(Planted planted) {
        int seed = 0;
        while (seed < SEEDS_TO_FIND && !isFound(planted, seed)) {
            seed++;
        }
        assertThat(seed).as("seeds until it was found").isLessThan(SEEDS_TO_FIND);
    }

    private boolean isFound(Planted planted, long seed) {
        List<String> found = Schedule.run(seed, memory, planted.defect()).violations.found();
        return found.stream().anyMatch(violation -> violation.contains(planted.violation()));
    }
}

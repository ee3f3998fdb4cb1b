package dev.starling.protocol.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.simulation.planted.Defects;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The simulation finds a node that breaks a rule, within a few seeds, and says which rule.
final class PlantedDefectsTest {
    private static final int SEEDS_MAX = 10;

    static List<Arguments> defects() {
        return List.of(
                Arguments.of("not the next message", new Defects.DeliversTwice()),
                Arguments.of("not the next message", new Defects.DropsMessages()),
                Arguments.of("warned too often", new Defects.WarnsAlways()),
                Arguments.of("an answer without a question", new Defects.AnswersUnasked()),
                Arguments.of("a lost peer is not forgotten", new Defects.KeepsNames()),
                Arguments.of("a storm of dials", new Defects.RedialsAtOnce()),
                Arguments.of("nobody missed it", new Defects.NeverMisses()),
                Arguments.of("not healed", new Defects.GivesUp()));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void findsTheDefect(String rule, Habits defect) {
        String found = null;
        for (long seed = 0; found == null && seed < SEEDS_MAX; seed++) {
            found = firstBroken(seed, defect);
        }
        assertThat(found).contains(rule).contains("-Dseed=");
    }

    private static @Nullable String firstBroken(long seed, Habits defect) {
        try {
            new Run(seed, 2, defect).toTheEnd();
            return null;
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }
}

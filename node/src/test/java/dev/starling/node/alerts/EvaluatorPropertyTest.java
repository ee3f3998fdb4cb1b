package dev.starling.node.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.node.planted.CarelessEvaluators;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Random series against a second opinion; a failure names the seed.
class EvaluatorPropertyTest {
    private static final int SEEDS = 4_000;
    private static final double VALUE = 50;
    private static final double CLEAR = 40;

    @Test
    void tellsOfEverySeriesWhatTheSecondOpinionDoes() {
        List<Long> told =
                LongStream.range(0, SEEDS)
                        .filter(seed -> isToldRight(seed, EvaluatorPropertyTest::evaluator))
                        .boxed()
                        .toList();
        assertThat(told).hasSize(SEEDS);
    }

    @Test
    void theSeriesReachEveryRule() {
        List<String> all =
                LongStream.range(0, SEEDS)
                        .boxed()
                        .flatMap(seed -> expected(seed).stream())
                        .toList();
        assertThat(all).anyMatch(line -> line.startsWith("cleared"));
        assertThat(all).anyMatch(line -> line.matches("raised .* kept back [1-9].*"));
        assertThat(all).hasSizeGreaterThan(SEEDS);
    }

    @Test
    void anEvaluatorWithoutHysteresisIsFound() {
        assertThat(wrongSeeds(CarelessEvaluators::withoutHysteresis)).isGreaterThan(SEEDS / 10);
    }

    @Test
    void anEvaluatorWithoutALimitOfOneAMinuteIsFound() {
        assertThat(wrongSeeds(CarelessEvaluators::withoutLimit)).isGreaterThan(SEEDS / 10);
    }

    private static long wrongSeeds(Function<Threshold, Evaluator> making) {
        return LongStream.range(0, SEEDS)
                .filter(seed ->
                        !series(seed)
                                .judgedBy(making.apply(threshold(seed)))
                                .equals(expected(seed)))
                .count();
    }

    private static boolean isToldRight(long seed, Function<Threshold, Evaluator> making) {
        List<String> told = series(seed).judgedBy(making.apply(threshold(seed)));
        assertThat(told).as("seed %d", seed).isEqualTo(expected(seed));
        return true;
    }

    private static Evaluator evaluator(Threshold threshold) {
        return new Evaluator(AlertConfig.DEFAULT.watching(List.of(threshold)));
    }

    private static Series series(long seed) {
        return Series.random(seed, VALUE, CLEAR);
    }

    private static List<String> expected(long seed) {
        return new SecondOpinion(series(seed), VALUE, CLEAR, lasting(seed).toNanos()).told();
    }

    private static Threshold threshold(long seed) {
        try {
            return Threshold.parse("links.open>50 clear 40").lasting(lasting(seed));
        } catch (ThresholdException e) {
            throw new AssertionError(e);
        }
    }

    private static Duration lasting(long seed) {
        return Duration.ofSeconds(seed % 3 == 0 ? 0 : seed % 7);
    }
}

package dev.starling.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyWindowTest {
    private static final Percentage TWO_DIGITS = Percentage.withPercentage(1);

    private final LatencyWindow window = new LatencyWindow();

    @Test
    void isEmptyBeforeAnythingIsMeasured() {
        assertThat(window.read()).isEqualTo(Percentiles.NONE);
        assertThat(window.read().p99()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsThePercentilesOfRandomDurations(long seed) {
        long[] nanos = new Random(seed).longs(5_000, 1_000, 2_000_000_000).toArray();
        for (long each : nanos) {
            window.record(each);
        }
        Arrays.sort(nanos);

        Percentiles read = window.read();

        assertThat(read.count()).isEqualTo(5_000);
        assertThat(read.p50()).isCloseTo(nanos[2_499] / 1e6, TWO_DIGITS);
        assertThat(read.p90()).isCloseTo(nanos[4_499] / 1e6, TWO_DIGITS);
        assertThat(read.p99()).isCloseTo(nanos[4_949] / 1e6, TWO_DIGITS);
        assertThat(read.p999()).isCloseTo(nanos[4_994] / 1e6, TWO_DIGITS);
        assertThat(read.max()).isCloseTo(nanos[4_999] / 1e6, TWO_DIGITS);
    }

    @Test
    void forgetsASlotWhenTenHaveFollowed() {
        window.record(5_000_000);
        for (int i = 1; i < LatencyWindow.SLOTS; i++) {
            window.advance();
            assertThat(window.read().count()).isEqualTo(1);
        }
        window.advance();
        assertThat(window.read().count()).isZero();
    }

    @Test
    void readingTwiceForgetsNothing() {
        window.record(5_000_000);
        assertThat(window.read()).isEqualTo(window.read());
        window.record(7_000_000);
        assertThat(window.read().count()).isEqualTo(2);
    }

    @Test
    void countsWhatLiesOutsideTheRangeAsItsNearestEnd() {
        window.record(-5);
        window.record(Long.MAX_VALUE);
        assertThat(window.read().p50()).isCloseTo(0.001, within(0.0001));
        assertThat(window.read().max()).isCloseTo(60_000, TWO_DIGITS);
    }
}

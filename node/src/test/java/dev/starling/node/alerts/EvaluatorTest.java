package dev.starling.node.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.node.metrics.LinkCounts;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Metrics;
import dev.starling.wire.MessageType;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final long SECOND = 1_000_000_000;
    private static final long MICROS = 1_000_000;

    private final List<Crossing> told = new ArrayList<>();
    private long second;

    @Test
    void raisesAtTheFirstBadSampleAndClearsBelowTheThreshold() throws ThresholdException {
        Evaluator evaluator = watching("queue.age>50ms");
        feed(evaluator, 50, 51, 48, 46, 45, 10);

        assertThat(told).extracting(Crossing::isCleared).containsExactly(false, true);
        assertThat(told).extracting(Crossing::value).containsExactly(51.0, 45.0);
        assertThat(told).extracting(Crossing::sinceMicros).containsExactly(2 * MICROS, 2 * MICROS);
    }

    @Test
    void waitsForAsLongAsItIsTold() throws ThresholdException {
        Evaluator evaluator = watching("queue.age>50ms for 3s");
        feed(evaluator, 60, 60, 60, 40, 60, 60, 60);
        assertThat(told).isEmpty();
        feed(evaluator, 60);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().sinceMicros()).isEqualTo(5 * MICROS);
    }

    @Test
    void neitherRaisesNorClearsOnWhatIsMissing() throws ThresholdException {
        Evaluator evaluator = watching("queue.age>50ms for 2s");
        feed(evaluator, 60, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN);
        assertThat(told).isEmpty();
        feed(evaluator, 60, 60);
        assertThat(told).hasSize(1);
        feed(evaluator, Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN);
        assertThat(told).hasSize(1);
        feed(evaluator, 1);
        assertThat(told).hasSize(2);
    }

    @Test
    void aRateOverLessThanHalfAPeriodIsMissing() throws ThresholdException {
        Evaluator evaluator = watching("messages.in.rate>100");
        Metrics metrics = new Metrics();
        LinkCounts row = metrics.open();
        evaluator.judge(metrics.snapshot(0, 0), told::add);
        count(row, 10);
        // Ten in a millisecond are not ten thousand a second.
        evaluator.judge(metrics.snapshot(SECOND / 1_000, 1), told::add);
        evaluator.judge(metrics.snapshot(SECOND, 2), told::add);
        assertThat(told).isEmpty();
        count(row, 200);
        evaluator.judge(metrics.snapshot(2 * SECOND, 3), told::add);
        assertThat(told).extracting(Crossing::value).containsExactly(200.0);
    }

    private static void count(LinkCounts row, int messages) {
        for (int i = 0; i < messages; i++) {
            row.onIn(MessageType.CHAT, 1);
        }
    }

    @Test
    void doesNotCountATimeInWhichItStoodStill() throws ThresholdException {
        Evaluator evaluator = watching("queue.age>50ms for 10s");
        feed(evaluator, 60, 60);
        second += 60;
        feed(evaluator, 60, 60);
        assertThat(told).isEmpty();
        feed(evaluator, 60, 60, 60, 60, 60, 60);
        assertThat(told).hasSize(1);
    }

    @Test
    void tellsOneCrossingAMinuteAndCountsTheOthersInTheNext() throws ThresholdException {
        Evaluator evaluator = watching("queue.age>50ms");
        for (int i = 0; i < 30; i++) {
            feed(evaluator, 60, 0);
        }
        assertThat(told).hasSize(2);
        feed(evaluator, 60, 0);
        assertThat(told).hasSize(4);
        assertThat(told).extracting(Crossing::keptBack).containsExactly(0L, 0L, 29L, 0L);
        assertThat(told.get(2).toWarning().advice()).isEqualTo("29 more crossings were not shown");
    }

    @Test
    void tellsLaterWhatIsStillBadWhenTheMinuteIsOver() throws ThresholdException {
        Evaluator evaluator = watching("queue.age>50ms");
        feed(evaluator, 60, 0, 60);
        assertThat(told).hasSize(2);
        for (int i = 0; i < 57; i++) {
            feed(evaluator, 48);
        }
        feed(evaluator, 48);
        assertThat(told).as("to say so now would look wrong").hasSize(2);
        feed(evaluator, 60);
        assertThat(told).hasSize(3);
        assertThat(told.getLast().sinceMicros()).isEqualTo(3 * MICROS);
        assertThat(told.getLast().keptBack()).isZero();
    }

    @Test
    void limitsEachMeasureByItself() throws ThresholdException {
        Evaluator evaluator = watching("queue.age>50ms", "links.open>50", "queue.age>55ms");
        feed(evaluator, 60);
        assertThat(told).extracting(Crossing::metric).containsExactly("queue.age", "links.open");
    }

    @Test
    void watchesForWhatFallsBelow() throws ThresholdException {
        Evaluator evaluator = watching("links.open<10");
        feed(evaluator, 10, 9, 10, 10.9, 11);
        assertThat(told).extracting(Crossing::value).containsExactly(9.0, 11.0);
        assertThat(told.getFirst().text()).isEqualTo("links.open is 9, below 10");
        assertThat(told.getLast().text()).isEqualTo("links.open is 11, no longer below 10");
    }

    @Test
    void takesRatesAndPercentilesFromSnapshots() throws ThresholdException {
        Metrics metrics = new Metrics();
        Evaluator evaluator = watching("redials.rate>1/s", "rtt.p99>50ms");
        for (int i = 0; i < 5; i++) {
            metrics.count(Metric.REDIALS);
        }
        evaluator.judge(metrics.sample(0, 0), told::add);
        assertThat(told).as("a first snapshot has no rate").isEmpty();
        for (int i = 0; i < 4; i++) {
            metrics.count(Metric.REDIALS);
        }
        metrics.record(Metric.RTT, 62_000_000);
        evaluator.judge(metrics.sample(2 * SECOND, 0), told::add);

        assertThat(told)
                .extracting(Crossing::text)
                .containsExactly(
                        "redials.rate is 2 /s, above 1 /s", "rtt.p99 is 62.13 ms, above 50 ms");
    }

    @Test
    void saysEverythingInAWarning() throws ThresholdException {
        Threshold threshold =
                Threshold.parse("queue.bytes>1MiB").as(Severity.CRITICAL).advising("read faster");
        Crossing crossing = Crossing.of(threshold, 3 << 20, false, 7, 1);

        assertThat(crossing.toWarning())
                .isEqualTo(
                        new Warning(
                                "queue.bytes",
                                3,
                                1,
                                Comparison.ABOVE,
                                Severity.CRITICAL,
                                false,
                                7,
                                "MiB",
                                "read faster; 1 more crossing was not shown"));
        assertThat(crossing.text()).isEqualTo("queue.bytes is 3 MiB, above 1 MiB");
    }

    @Test
    void roundsNoValueOntoTheOtherSide() throws ThresholdException {
        Threshold threshold = Threshold.parse("links.open>50000");
        assertThat(Crossing.of(threshold, 50_001, false, 0, 0).value()).isEqualTo(50_001);
        assertThat(Crossing.of(threshold, 61_234, false, 0, 0).value()).isEqualTo(61_230);
    }

    @Test
    void aWarningFitsIntoAMessageHoweverLongItsAdvice() throws ThresholdException {
        Threshold threshold = Threshold.parse("links.open>1").advising("\u20ac".repeat(300));
        Warning warning = Crossing.of(threshold, 2, false, 0, Long.MAX_VALUE).toWarning();
        assertThat(new MessageBuilder().warning(warning).sizeBytes()).isPositive();
    }

    @Test
    void refusesAnotherThreadAndToBeAskedFromWithin() throws ThresholdException {
        Evaluator evaluator = watching("links.open>1");
        feed(evaluator, 0);
        CompletableFuture<Void> elsewhere =
                CompletableFuture.runAsync(() -> feed(evaluator, 0), Thread::startVirtualThread);
        assertThat(elsewhere)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> evaluator.judge(_ -> 2, second * SECOND, 0, _ -> feed(evaluator, 0)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Evaluator watching(String... expressions) throws ThresholdException {
        List<Threshold> thresholds = new ArrayList<>();
        for (String each : expressions) {
            thresholds.add(Threshold.parse(each));
        }
        return new Evaluator(AlertConfig.DEFAULT.watching(thresholds));
    }

    private void feed(Evaluator evaluator, double... values) {
        for (double value : values) {
            second++;
            evaluator.judge(measure -> value, second * SECOND, second * MICROS, told::add);
        }
    }
}

package dev.starling.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.node.metrics.Measure.Side;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final long SECOND = 1_000_000_000;

    private final Metrics metrics = new Metrics();

    @Test
    void sumsTheRowsOfAllLinksByType() {
        LinkCounts one = metrics.open();
        LinkCounts other = metrics.open();
        one.onIn(MessageType.CHAT, 100);
        other.onIn(MessageType.CHAT, 20);
        other.onIn(MessageType.PING, 3);
        one.onOut(MessageType.DATA, 7);

        MetricsSnapshot now = metrics.snapshot(0, 0);

        assertThat(now.value(Metric.MESSAGES_IN)).isEqualTo(3);
        assertThat(now.count(Metric.MESSAGES_IN, MessageType.CHAT)).isEqualTo(2);
        assertThat(now.of(Metric.BYTES_IN).byLabel())
                .containsExactly(Map.entry("chat", 120L), Map.entry("ping", 3L));
        assertThat(now.value(Metric.MESSAGES_OUT)).isEqualTo(1);
        assertThat(now.value(Metric.BYTES_OUT)).isEqualTo(7);
        assertThat(other.bytesIn()).isEqualTo(23);
    }

    @Test
    void keepsWhatAClosedLinkCountedAndFoldsItOnce() {
        LinkCounts row = metrics.open();
        row.onIn(MessageType.CHAT, 10);
        metrics.close(row);
        metrics.close(row);
        assertThat(metrics.snapshot(0, 0).value(Metric.BYTES_IN)).isEqualTo(10);
    }

    @Test
    void losesNothingWhileLinksComeAndGo() throws InterruptedException, ExecutionException {
        AtomicBoolean isOver = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<?> watcher = threads.submit(() -> assertNothingShrinks(isOver));
            List<Future<?>> links = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                links.add(threads.submit(() -> liveAndDie(300)));
            }
            for (Future<?> each : links) {
                each.get();
            }
            isOver.set(true);
            watcher.get();
        }
        MetricsSnapshot end = metrics.snapshot(0, 0);
        assertThat(end.value(Metric.MESSAGES_IN)).isEqualTo(3 * 300 * 50);
        assertThat(end.value(Metric.BYTES_IN)).isEqualTo(3 * 300 * 50 * 9);
    }

    private void liveAndDie(int times) {
        for (int i = 0; i < times; i++) {
            LinkCounts row = metrics.open();
            for (int j = 0; j < 50; j++) {
                row.onIn(MessageType.CHAT, 9);
            }
            metrics.close(row);
        }
    }

    private void assertNothingShrinks(AtomicBoolean isOver) {
        double before = 0;
        while (!isOver.get()) {
            double now = metrics.snapshot(0, 0).value(Metric.MESSAGES_IN);
            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Test
    void countsWhatWasRefusedByOffence() {
        metrics.count(Metric.MESSAGES_REFUSED, Offence.FRAME_TOO_LONG);
        metrics.count(Metric.MESSAGES_REFUSED, Offence.FRAME_TOO_LONG, 2);
        metrics.count(Metric.REDIALS);

        MetricsSnapshot now = metrics.snapshot(0, 0);

        assertThat(now.of(Metric.MESSAGES_REFUSED).byLabel()).containsEntry("frame-too-long", 3L);
        assertThat(now.count(Metric.MESSAGES_REFUSED, Offence.BUDGET)).isZero();
        assertThat(now.value(Metric.REDIALS)).isEqualTo(1);
        assertThat(now.of(Metric.REDIALS).byLabel()).isEmpty();
    }

    @Test
    void refusesToCountInAnotherWayThanTheCatalogueSays() {
        assertThatThrownBy(() -> metrics.count(Metric.LINKS_FAILED))
                .hasMessage("links.failed needs its reason");
        assertThatThrownBy(() -> metrics.count(Metric.MESSAGES_IN, Offence.BUDGET))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.record(Metric.QUEUE_AGE, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.gauge(Metric.RTT, () -> 1)).hasMessage("rtt is no gauge");
    }

    @Test
    void takesRatesFromTwoSnapshots() {
        LinkCounts row = metrics.open();
        MetricsSnapshot before = metrics.snapshot(5 * SECOND, 0);
        row.onIn(MessageType.DATA, 3_000);
        MetricsSnapshot now = metrics.snapshot(7 * SECOND, 2_000_000);
        Measure rate = new Measure(Metric.BYTES_IN, Side.RATE);

        assertThat(now.read(rate, before)).isEqualTo(1_500);
        assertThat(now.read(rate, null)).isNaN();
        assertThat(now.rate(Metric.BYTES_IN, now)).isNaN();
    }

    @Test
    void readsEverySideOfWhatItHolds() {
        metrics.record(Metric.RTT, 50_000_000);
        metrics.gauge(Metric.MEMORY_HEAP, () -> 25, () -> 200);
        MetricsSnapshot now = metrics.snapshot(0, 0);

        for (Side side : Measure.sides(Metric.Kind.HISTOGRAM)) {
            assertThat(now.read(Metric.RTT, side)).isBetween(49.0, 51.0);
        }
        assertThat(now.read(Metric.MEMORY_HEAP, Side.VALUE)).isEqualTo(25);
        assertThat(now.read(Metric.MEMORY_HEAP, Side.SHARE)).isEqualTo(12.5);
        assertThat(now.read(Metric.LINKS_OPEN, Side.VALUE)).as("nobody said it").isNaN();
        assertThatThrownBy(() -> now.read(Metric.RTT, Side.RATE))
                .hasMessage("rtt is a histogram and has no rate");
        assertThatThrownBy(() -> Measure.shareOf(Metric.LINKS_OPEN))
                .hasMessage("links.open has no limit to be % of");
    }

    @Test
    void onlyASampleMakesTheHistogramsForget() {
        metrics.record(Metric.LOOP_LAG, 1_000_000);
        for (int i = 0; i < 20; i++) {
            assertThat(metrics.snapshot(i, 0).percentiles(Metric.LOOP_LAG).count()).isEqualTo(1);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(loopLags(i * SECOND)).isEqualTo(1);
        }
        assertThat(loopLags(11 * SECOND)).isZero();
    }

    @Test
    void frequentSamplesRememberTwoPings() {
        metrics.record(Metric.LOOP_LAG, 1_000_000);
        for (long millis = 0; millis < 8_000; millis += 100) {
            assertThat(loopLags(millis * SECOND / 1_000)).isEqualTo(1);
        }
        for (long millis = 8_000; millis < 12_000; millis += 100) {
            loopLags(millis * SECOND / 1_000);
        }
        assertThat(loopLags(12 * SECOND)).isZero();
    }

    /// How many are remembered when a sample is taken.
    private long loopLags(long nowNanos) {
        return metrics.sample(nowNanos, 0).percentiles(Metric.LOOP_LAG).count();
    }

    @Test
    void knowsTheProcess() {
        MetricsSnapshot now = metrics.snapshot(0, 0);
        assertThat(now.value(Metric.MEMORY_HEAP)).isPositive();
        assertThat(now.value(Metric.MEMORY_DIRECT)).isNotNegative();
        ProcessGauges.addDirect(metrics, () -> 1e12, () -> 4e12);
        assertThat(metrics.snapshot(0, 0).read(Metric.MEMORY_DIRECT, Side.SHARE))
                .isBetween(25.0, 26.0);
        assertThat(now.read(Metric.MEMORY_HEAP, Side.SHARE)).isBetween(0.0, 100.0);
    }
}

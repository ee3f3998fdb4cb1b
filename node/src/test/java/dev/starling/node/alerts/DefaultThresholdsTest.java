package dev.starling.node.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.node.metrics.Measure;
import dev.starling.node.metrics.Measure.Side;
import dev.starling.node.metrics.Metric;
import dev.starling.wire.WarningBody.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultThresholdsTest {
    private static final long SECOND = 1_000_000_000;

    /// Busy, but sound: queues full and handed on, loops and paths a little late.
    private static final Map<Measure, Double> UNDER_FULL_LOAD =
            Map.of(
                    Measure.shareOf(Metric.MEMORY_DIRECT),
                    60.0,
                    Measure.shareOf(Metric.DESCRIPTORS_OPEN),
                    70.0,
                    new Measure(Metric.QUEUE_AGE, Side.VALUE),
                    2_000.0,
                    new Measure(Metric.LOOP_LAG, Side.P99),
                    100.0,
                    new Measure(Metric.RTT, Side.P99),
                    300.0,
                    new Measure(Metric.MESSAGES_DROPPED, Side.RATE),
                    1.0);

    @Test
    void areQuietOnAHealthyNodeForTenMinutes() {
        assertThat(judged(600, 1)).isEmpty();
    }

    @Test
    void areEachRaisedOnASickOne() {
        assertThat(judged(20, 20))
                .extracting(Crossing::threshold)
                .containsExactlyInAnyOrderElementsOf(DefaultThresholds.ALL);
    }

    @Test
    void adviseWhatToDo() {
        assertThat(DefaultThresholds.ALL)
                .allSatisfy(each -> {
                    assertThat(each.advice()).isNotBlank();
                    assertThat(each.lastingNanos()).isPositive();
                });
    }

    @Test
    void areWhatTheDocumentSays() throws IOException, ThresholdException {
        String text = Files.readString(Path.of("..", "docs", "metrics.md"));
        List<Threshold> told = new ArrayList<>();
        for (String row : text.substring(text.indexOf("### Defaults")).lines().toList()) {
            if (row.startsWith("| `")) {
                String[] cells = row.split("\\|", -1);
                Severity severity = Severity.valueOf(cells[2].trim().toUpperCase(Locale.ROOT));
                told.add(Threshold.parse(cells[1].trim().replace("`", "")).as(severity));
            }
        }
        assertThat(told)
                .isEqualTo(DefaultThresholds.ALL.stream().map(each -> each.advising("")).toList());
    }

    private static List<Crossing> judged(int seconds, double factor) {
        List<Crossing> told = new ArrayList<>();
        Evaluator evaluator = new Evaluator(AlertConfig.DEFAULT);
        for (int i = 0; i < seconds; i++) {
            evaluator.judge(
                    measure -> factor * UNDER_FULL_LOAD.getOrDefault(measure, Double.NaN),
                    i * SECOND,
                    i,
                    told::add);
        }
        return told;
    }
}

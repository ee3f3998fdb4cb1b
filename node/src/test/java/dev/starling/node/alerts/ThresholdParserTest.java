package dev.starling.node.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.node.metrics.Measure;
import dev.starling.node.metrics.Measure.Side;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Unit;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdParserTest {
    private static final Measure RTT_P99 = new Measure(Metric.RTT, Side.P99);

    @Test
    void readsAllParts() throws ThresholdException {
        Threshold read = Threshold.parse("rtt.p99>50ms for 5s clear 40ms");

        assertThat(read)
                .isEqualTo(
                        Threshold.above(RTT_P99, 50, Unit.MILLIS)
                                .lasting(Duration.ofSeconds(5))
                                .clearingAt(40));
        assertThat(read.severity()).isEqualTo(Severity.WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtt.p99>50ms for 5s clear 40ms",
                " rtt.p99 > 50 ms  clear 40000us for 5000ms ",
                "rtt.p99>50ms for 5 s clear 0.04s"
            })
    void readsTheSameHoweverItIsSpacedAndOrdered(String expression) throws ThresholdException {
        assertThat(Threshold.parse(expression))
                .isEqualTo(Threshold.parse("rtt.p99>50ms for 5s clear 40ms"));
    }

    @ParameterizedTest
    @CsvSource({
        "queue.bytes>1TiB, queue.bytes, TiB, 1099511627776",
        "queue.bytes>2KiB, queue.bytes, KiB, 2048",
        "queue.bytes>3MB, queue.bytes, MB, 3000000",
        "queue.bytes>3kB, queue.bytes, kB, 3000",
        "queue.bytes>7B, queue.bytes, B, 7",
        "queue.age>2min, queue.age, min, 120000",
        "queue.age>1.5s, queue.age, s, 1500",
        "rtt.max>10us, rtt.max, us, 0.01",
        "rtt.p99.9>500ns, rtt.p99.9, ns, 0.0005",
        "loop.lag.p50>1ms, loop.lag.p50, ms, 1",
        "messages.in.rate>100/s, messages.in.rate, /s, 100",
        "messages.in.rate>100, messages.in.rate, /s, 100",
        "bytes.out.rate>1MiB/s, bytes.out.rate, MiB/s, 1048576",
        "bytes.out.rate>1MiB, bytes.out.rate, MiB/s, 1048576",
        "memory.heap>90%, memory.heap, %, 90",
        "links.open>100, links.open, '', 100"
    })
    void knowsTheUnitsOfEveryMeasure(String expression, String word, String symbol, double base)
            throws ThresholdException {
        Threshold read = Threshold.parse(expression);
        assertThat(read.measure().word()).isEqualTo(word);
        assertThat(read.unitSymbol()).isEqualTo(symbol);
        assertThat(read.unit().toBase(read.value())).isEqualTo(base);
        assertThat(read.clear()).isCloseTo(0.9 * read.value(), within());
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-9);
    }

    @Test
    void clearsATenthAboveWhatMustNotFallBelow() throws ThresholdException {
        Threshold read = Threshold.parse("links.open<10");
        assertThat(read.comparison()).isEqualTo(Comparison.BELOW);
        assertThat(read.clear()).isEqualTo(11);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rtt.p9x | 5 | expected p50, p90, p99, p99.9 or max",
                "rtt>50ms | 4 | expected .p50, .p90, .p99, .p99.9 or .max",
                "rtx.p99>50ms | 1 | unknown metric; did you mean rtt.p99?",
                "queue.byte>1B | 1 | unknown metric; did you mean queue.bytes?",
                "mesages.in>1 | 1 | unknown metric; did you mean messages.in?",
                "qqqqqqqqqq>1 | 1 | unknown metric, as docs/metrics.md lists",
                ">1 | 1 | expected a metric, as docs/metrics.md lists",
                "messages.in.p99>1 | 13 | expected rate",
                "queue.bytes.rate>1B | 13 | expected nothing more: queue.bytes is a gauge",
                "rtt.p99 | 8 | expected > or <",
                "rtt.p99=5ms | 8 | expected > or <",
                "rtt.p99>=5ms | 9 | expected a value: a threshold itself is always still good",
                "rtt.p99>ms | 9 | expected a number, like 50 or 0.5",
                "rtt.p99>-5ms | 9 | expected a number, like 50 or 0.5",
                "rtt.p99>1.2.3ms | 9 | expected a number, like 50 or 0.5",
                "rtt.p99>50 | 11 | expected ns, us, ms, s or min",
                "rtt.p99>50MiB | 11 | expected ns, us, ms, s or min",
                "rtt.p99>50/s | 11 | expected ns, us, ms, s or min",
                "rtt.p99>50% | 11 | expected ns, us, ms, s or min",
                "queue.bytes>5ms | 14 | expected B, kB, MB, GB, KiB, MiB, GiB or TiB",
                "memory.heap>5ms | 14 | expected B, kB, MB, GB, KiB, MiB, GiB or TiB, or %",
                "links.open>5ms | 13 | expected no unit",
                "redials.rate>5ms | 15 | expected /s or no unit",
                "bytes.in.rate>5 | 16 | expected B, kB, MB, GB, KiB, MiB, GiB or TiB, with /s",
                "rtt.p99>50ms fro 5s | 14 | expected for or clear",
                "rtt.p99>50ms for 5 | 19 | expected ns, us, ms, s or min",
                "rtt.p99>50ms for 5s for 6s | 21 | expected clear or nothing more",
                "rtt.p99>50ms clear 4ms x | 24 | expected for or nothing more",
                "rtt.p99>50ms for 9999min | 18 | the time after for is from 0 to one day",
                "rtt.p99>50ms clear 60ms | 20 | what is bad above a value is clear at it or below",
                "links.open<5 clear 4 | 20 | what is bad below a value is clear at it or above",
                "memory.heap>90% clear 5MB | 23 | expected the same kind of value as before"
            })
    void saysWhereItIsWrongAndWhatWasExpected(String expression, int column, String problem) {
        assertThatThrownBy(() -> Threshold.parse(expression))
                .isInstanceOf(ThresholdException.class)
                .hasMessage(expression + ": column " + column + ": " + problem);
    }

    @Test
    void neverFailsInAnyOtherWay() {
        Random random = new Random(7);
        String[] parts = {
            "rtt",
            ".p99",
            ">",
            "<",
            "=",
            "50",
            "ms",
            " ",
            "for ",
            "5s",
            "clear ",
            "40",
            "%",
            "/s",
            "\u0000",
            "queue.bytes",
            "99999999999999999999",
            "0",
            ".",
            "MiB",
            "\ud83d",
            "-"
        };
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder expression = new StringBuilder(i % 2 == 0 ? "rtt.p99>5ms" : "");
            for (int j = random.nextInt(8); j > 0; j--) {
                expression.append(parts[random.nextInt(parts.length)]);
            }
            read += isRead(expression.toString()) ? 1 : 0;
        }
        assertThat(read).as("some of them make sense").isBetween(100, 19_000);
        assertThat(isRead("r".repeat(100_000))).isFalse();
    }

    private static boolean isRead(String expression) {
        try {
            return Threshold.parse(expression).value() >= 0;
        } catch (ThresholdException e) {
            assertThat(e.getMessage()).contains(": column ");
            return false;
        }
    }

    @Test
    void countsLettersToChange() {
        assertThat(Nearest.edits("rtt", "rtt")).isZero();
        assertThat(Nearest.edits("", "rtt")).isEqualTo(3);
        assertThat(Nearest.edits("rt", "rtt")).isEqualTo(1);
        assertThat(Nearest.edits("trt", "rtt")).as("swapped").isEqualTo(1);
        assertThat(Nearest.edits("kitten", "sitting")).isEqualTo(3);
    }
}

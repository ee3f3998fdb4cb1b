package dev.starling.node.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A snapshot as one JSON object in one line: a field for each metric, always all of them.
///
/// A gauge is a number, a count an object with `total`, `rate` (per second) and its parts, a
/// histogram one with `count` and percentiles. What is missing is null. Names and labels are ours
/// and need no escapes.
public final class MetricsJson {
    private static final MathContext DIGITS = new MathContext(6);

    private final StringBuilder out = new StringBuilder();

    private MetricsJson() {}

    /// The line, without its end.
    ///
    /// @param earlier the snapshot that rates are taken from; null when there is none yet
    public static String line(MetricsSnapshot now, @Nullable MetricsSnapshot earlier) {
        MetricsJson json = new MetricsJson();
        Instant taken = Instant.EPOCH.plus(now.takenMicros(), ChronoUnit.MICROS);
        json.out.append("{\"time\":\"").append(taken).append('"');
        for (Metric metric : Metric.all()) {
            json.out.append(",\"").append(metric.word()).append("\":");
            json.metric(metric, now, earlier);
        }
        return json.out.append('}').toString();
    }

    private void metric(Metric metric, MetricsSnapshot now, @Nullable MetricsSnapshot earlier) {
        switch (metric.kind()) {
            case GAUGE -> number(now.value(metric));
            case HISTOGRAM -> histogram(now.percentiles(metric));
            case COUNTER -> {
                double rate = earlier == null ? Double.NaN : now.rate(metric, earlier);
                counter(metric, now.of(metric), rate);
            }
        }
    }

    private void counter(Metric metric, Reading reading, double rate) {
        out.append("{\"total\":");
        number(reading.value());
        out.append(",\"rate\":");
        number(rate);
        if (metric.label() != null) {
            out.append(",\"").append(metric.label()).append("\":");
            parts(reading.byLabel());
        }
        out.append('}');
    }

    private void parts(SortedMap<String, Long> byLabel) {
        out.append('{');
        String comma = "";
        for (var part : byLabel.entrySet()) {
            out.append(comma).append('"').append(part.getKey()).append("\":");
            out.append(part.getValue());
            comma = ",";
        }
        out.append('}');
    }

    private void histogram(Percentiles percentiles) {
        out.append("{\"count\":").append(percentiles.count());
        field("p50", percentiles.p50());
        field("p90", percentiles.p90());
        field("p99", percentiles.p99());
        field("p99.9", percentiles.p999());
        field("max", percentiles.max());
        out.append('}');
    }

    private void field(String name, double value) {
        out.append(",\"").append(name).append("\":");
        number(value);
    }

    /// Whole numbers as they are, others in six digits: more would be noise.
    private void number(double value) {
        if (!Double.isFinite(value)) {
            out.append("null");
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.append((long) value);
        } else {
            out.append(new BigDecimal(value, DIGITS).stripTrailingZeros().toPlainString());
        }
    }
}

package dev.starling.node.metrics;

import dev.starling.node.metrics.Measure.Side;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One immutable picture of all metrics; counts never shrink from one to the next.
///
/// A count with labels is the sum of its parts. Values are in the metric's unit: ms, B or plain.
///
/// @param takenNanos the moment, on the clock that times are passed by; only differences mean
///   something
/// @param takenMicros the moment for people, microseconds since the epoch, UTC
public record MetricsSnapshot(long takenNanos, long takenMicros, Map<Metric, Reading> readings) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// Copies the readings.
    public MetricsSnapshot {
        Map<Metric, Reading> copy = new EnumMap<>(Metric.class);
        copy.putAll(readings);
        readings = Collections.unmodifiableMap(copy);
    }

    /// What is known of this metric; a reading full of NaN for one that is missing.
    public Reading of(Metric metric) {
        return readings.getOrDefault(metric, Reading.MISSING);
    }

    /// The count or gauge; NaN when missing, and for histograms.
    public double value(Metric metric) {
        return of(metric).value();
    }

    /// The part of a count with this label; 0 for a label that was never counted.
    public long count(Metric metric, Enum<?> label) {
        return of(metric).byLabel().getOrDefault(Metric.labelOf(label), 0L);
    }

    /// The distribution of a histogram; empty for everything else.
    public Percentiles percentiles(Metric metric) {
        Percentiles known = of(metric).percentiles();
        return known == null ? Percentiles.NONE : known;
    }

    /// One number, in the base unit of its dimension; NaN when missing.
    ///
    /// @param earlier the snapshot that rates are taken from; null when there is none yet
    public double read(Measure measure, @Nullable MetricsSnapshot earlier) {
        Metric metric = measure.metric();
        Percentiles percentiles = percentiles(metric);
        return switch (measure.side()) {
            case VALUE -> value(metric);
            case SHARE -> 100 * value(metric) / of(metric).limit();
            case RATE -> earlier == null ? Double.NaN : rate(metric, earlier);
            case P50 -> percentiles.p50();
            case P90 -> percentiles.p90();
            case P99 -> percentiles.p99();
            case P999 -> percentiles.p999();
            case MAX -> percentiles.max();
        };
    }

    /// Growth per second since an earlier snapshot; NaN when no time has passed.
    public double rate(Metric metric, MetricsSnapshot earlier) {
        long nanos = takenNanos - earlier.takenNanos;
        double growth = value(metric) - earlier.value(metric);
        return nanos > 0 ? growth * NANOS_PER_SECOND / nanos : Double.NaN;
    }

    /// Shorthand for a measure without a rate.
    public double read(Metric metric, Side side) {
        return read(new Measure(metric, side), null);
    }
}

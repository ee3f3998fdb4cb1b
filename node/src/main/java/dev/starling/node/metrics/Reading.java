package dev.starling.node.metrics;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a snapshot holds of one metric.
///
/// @param value the count or the gauge in the metric's unit; NaN when missing and for histograms
/// @param byLabel the parts of a count by label, sorted; those that are 0 may be left out
/// @param percentiles of a histogram; else null
/// @param limit what `value` can at most be, in its unit; NaN when nobody knows
public record Reading(
        double value,
        SortedMap<String, Long> byLabel,
        @Nullable Percentiles percentiles,
        double limit) {
    static final Reading MISSING = gauge(Double.NaN, Double.NaN);

    /// Copies the labels.
    public Reading {
        byLabel = Collections.unmodifiableSortedMap(new TreeMap<>(byLabel));
    }

    /// A count that is the sum of its parts.
    public static Reading count(SortedMap<String, Long> byLabel) {
        long sum = byLabel.values().stream().mapToLong(Long::longValue).sum();
        return new Reading(sum, byLabel, null, Double.NaN);
    }

    /// A count without parts.
    public static Reading count(long value) {
        return new Reading(value, Collections.emptySortedMap(), null, Double.NaN);
    }

    /// A value of the moment; NaN for what is missing or has no known limit.
    public static Reading gauge(double value, double limit) {
        return new Reading(value, Collections.emptySortedMap(), null, limit);
    }

    /// A distribution.
    public static Reading histogram(Percentiles percentiles) {
        return new Reading(Double.NaN, Collections.emptySortedMap(), percentiles, Double.NaN);
    }
}

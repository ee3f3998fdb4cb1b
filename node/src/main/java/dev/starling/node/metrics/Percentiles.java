package dev.starling.node.metrics;

import org.HdrHistogram.Histogram;

/// A distribution in ms, two significant digits; all NaN while `count` is 0.
///
/// @param count how many values were measured during the last ten samples, or about ten seconds if
///   that is longer
/// @param p50 half of them are at most this
/// @param p999 999 of 1,000 are at most this
/// @param max the longest
public record Percentiles(long count, double p50, double p90, double p99, double p999, double max) {
    static final Percentiles NONE =
            new Percentiles(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    static Percentiles of(Histogram nanos) {
        if (nanos.getTotalCount() == 0) {
            return NONE;
        }
        return new Percentiles(
                nanos.getTotalCount(),
                millis(nanos.getValueAtPercentile(50)),
                millis(nanos.getValueAtPercentile(90)),
                millis(nanos.getValueAtPercentile(99)),
                millis(nanos.getValueAtPercentile(99.9)),
                millis(nanos.getMaxValue()));
    }

    private static double millis(long nanos) {
        return Unit.NANOS.toBase((double) nanos);
    }
}

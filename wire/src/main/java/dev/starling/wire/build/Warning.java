package dev.starling.wire.build;

import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import org.jspecify.annotations.Nullable;

/// What a METRIC_WARNING says: a metric crossed its threshold or, `cleared`, came back.
///
/// @param metric the metric's name, at most 128 bytes of UTF-8
/// @param value what was measured, in `unit`, finite
/// @param threshold what it was held against, in `unit`, finite
/// @param comparison the bad side of the threshold
/// @param severity how bad it is
/// @param cleared whether the metric is back on the good side
/// @param sinceMicros microseconds since the epoch, UTC; 0 for not said
/// @param unit at most 32 bytes of UTF-8
/// @param advice what to do about it, at most 1,024 bytes of UTF-8
public record Warning(
        String metric,
        double value,
        double threshold,
        Comparison comparison,
        Severity severity,
        boolean cleared,
        long sinceMicros,
        @Nullable String unit,
        @Nullable String advice) {
    /// @throws IllegalArgumentException for what no message may say
    public Warning {
        Caps.finite("MetricWarning.value", value);
        Caps.finite("MetricWarning.threshold", threshold);
        if (comparison == Comparison.UNKNOWN || severity == Severity.UNKNOWN) {
            throw new IllegalArgumentException("UNKNOWN can be read in a warning, not said in one");
        }
    }
}

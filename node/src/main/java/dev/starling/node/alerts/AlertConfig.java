package dev.starling.node.alerts;

import java.time.Duration;
import java.util.List;

/// What is watched and how often.
///
/// @param samplingNanos time between two looks at all metrics, 10 ms to 1 minute
/// @param crossingGapNanos time between two crossings of one measure that are told, at least
/// @param thresholds what is watched, at most 64
public record AlertConfig(long samplingNanos, long crossingGapNanos, List<Threshold> thresholds) {
    private static final int THRESHOLDS_MAX = 64;
    private static final long SAMPLING_NANOS_MIN = Duration.ofMillis(10).toNanos();
    private static final long SAMPLING_NANOS_MAX = Duration.ofMinutes(1).toNanos();

    /// Every second, a crossing a minute, [DefaultThresholds].
    public static final AlertConfig DEFAULT =
            new AlertConfig(
                    Duration.ofSeconds(1).toNanos(),
                    Duration.ofMinutes(1).toNanos(),
                    DefaultThresholds.ALL);

    /// @throws IllegalArgumentException for what is out of its range, with the range
    public AlertConfig {
        if (samplingNanos < SAMPLING_NANOS_MIN || samplingNanos > SAMPLING_NANOS_MAX) {
            throw new IllegalArgumentException("the sampling period is from 10ms to 1min");
        }
        if (crossingGapNanos < 0) {
            throw new IllegalArgumentException("the time between crossings is 0 or more");
        }
        thresholds = List.copyOf(thresholds);
        if (thresholds.size() > THRESHOLDS_MAX) {
            throw new IllegalArgumentException("there are at most 64 thresholds");
        }
    }

    /// The same, watching these instead.
    public AlertConfig watching(List<Threshold> others) {
        return new AlertConfig(samplingNanos, crossingGapNanos, others);
    }

    /// The same, looking this often.
    public AlertConfig sampling(Duration period) {
        return new AlertConfig(period.toNanos(), crossingGapNanos, thresholds);
    }
}

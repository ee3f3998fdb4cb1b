package dev.starling.wire;

import dev.starling.wire.bytes.VerifiedTable;

/// A METRIC_WARNING where it lies: a metric crossed its threshold, or came back.
public final class WarningBody {
    private static final int METRIC = 4;
    private static final int VALUE = 6;
    private static final int THRESHOLD = 8;
    private static final int COMPARISON = 10;
    private static final int SEVERITY = 12;
    private static final int CLEARED = 14;
    private static final int SINCE = 16;
    private static final int UNIT = 18;
    private static final int ADVICE = 20;

    private final VerifiedTable warning = new VerifiedTable();
    private final Text metric = new Text();
    private final Text unit = new Text();
    private final Text advice = new Text();

    WarningBody() {}

    WarningBody at(Verified message) {
        message.body(warning);
        return this;
    }

    public Text metric() {
        return metric.at(warning, METRIC);
    }

    /// The measured value, in [#unit]; finite.
    public double value() {
        return warning.float64(VALUE);
    }

    /// The threshold that was crossed, in [#unit]; finite.
    public double threshold() {
        return warning.float64(THRESHOLD);
    }

    /// The bad side of the threshold.
    public Comparison comparison() {
        return Comparison.of(comparisonCode());
    }

    /// The comparison as it stands on the wire, 0 to 255.
    public int comparisonCode() {
        return warning.uint8(COMPARISON);
    }

    /// How bad it is.
    public Severity severity() {
        return Severity.of(severityCode());
    }

    /// The severity as it stands on the wire, 0 to 255.
    public int severityCode() {
        return warning.uint8(SEVERITY);
    }

    /// Whether the metric is back on the good side.
    public boolean isCleared() {
        return warning.bool(CLEARED);
    }

    /// Microseconds since the epoch, UTC; 0 when not said.
    public long sinceMicros() {
        return warning.int64(SINCE);
    }

    public Text unit() {
        return unit.at(warning, UNIT);
    }

    public Text advice() {
        return advice.at(warning, ADVICE);
    }

    /// The side of its threshold on which a metric is bad.
    public enum Comparison {
        ABOVE,
        BELOW,
        /// A value from a newer schema, whose code only the message knows.
        UNKNOWN;

        private static final Comparison[] BY_CODE = {ABOVE, BELOW};

        /// The value on the wire.
        ///
        /// @throws IllegalStateException for [#UNKNOWN], which has none
        public int code() {
            return knownCode(ordinal(), BY_CODE.length);
        }

        /// The comparison with this code, [#UNKNOWN] for every code the schema does not list.
        public static Comparison of(int code) {
            return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
        }
    }

    /// How bad a crossed threshold is.
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL,
        /// A value from a newer schema, whose code only the message knows.
        UNKNOWN;

        private static final Severity[] BY_CODE = {INFO, WARNING, CRITICAL};

        /// The value on the wire.
        ///
        /// @throws IllegalStateException for [#UNKNOWN], which has none
        public int code() {
            return knownCode(ordinal(), BY_CODE.length);
        }

        /// The severity with this code, [#UNKNOWN] for every code the schema does not list.
        public static Severity of(int code) {
            return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
        }
    }

    private static int knownCode(int code, int known) {
        if (code >= known) {
            throw new IllegalStateException("UNKNOWN has no code of its own");
        }
        return code;
    }
}

package dev.starling.wire;

import dev.starling.wire.schema.MetricWarning;
import java.nio.ByteBuffer;

/// A METRIC_WARNING where it lies: a metric crossed its threshold, or came back.
public final class WarningBody {
    private final MetricWarning warning = new MetricWarning();
    private final Text metric = new Text();
    private final Text unit = new Text();
    private final Text advice = new Text();

    WarningBody() {}

    WarningBody at(Verified message) {
        message.body(warning);
        return this;
    }

    public Text metric() {
        ByteBuffer bytes = warning.getByteBuffer();
        return metric.take(bytes, warning.metricInByteBuffer(bytes));
    }

    /// The measured value, in [#unit]; finite.
    public double value() {
        return warning.value();
    }

    /// The threshold that was crossed, in [#unit]; finite.
    public double threshold() {
        return warning.threshold();
    }

    /// The bad side of the threshold.
    public Comparison comparison() {
        return Comparison.of(comparisonCode());
    }

    /// The comparison as it stands on the wire, 0 to 255.
    public int comparisonCode() {
        return warning.comparison();
    }

    /// How bad it is.
    public Severity severity() {
        return Severity.of(severityCode());
    }

    /// The severity as it stands on the wire, 0 to 255.
    public int severityCode() {
        return warning.severity();
    }

    /// Whether the metric is back on the good side.
    public boolean isCleared() {
        return warning.cleared();
    }

    /// Microseconds since the epoch, UTC; 0 when not said.
    public long sinceMicros() {
        return warning.since();
    }

    public Text unit() {
        ByteBuffer bytes = warning.getByteBuffer();
        return unit.take(bytes, warning.unitInByteBuffer(bytes));
    }

    public Text advice() {
        ByteBuffer bytes = warning.getByteBuffer();
        return advice.take(bytes, warning.adviceInByteBuffer(bytes));
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

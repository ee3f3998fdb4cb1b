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

    /// 0 above, 1 below; others are from a newer schema.
    public int comparisonCode() {
        return warning.comparison();
    }

    /// 0 info, 1 warning, 2 critical; others are from a newer schema.
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
}

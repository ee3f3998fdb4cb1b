package dev.starling.node.alerts;

import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.build.Warning;
import java.math.BigDecimal;
import java.math.MathContext;

/// One end of a crossing that is told: a measure went bad, or it is good again.
///
/// @param value what was measured, in the threshold's unit, four digits
/// @param isCleared whether the measure is good again
/// @param sinceMicros when it went bad, microseconds since the epoch, UTC; the same at both ends
/// @param keptBack crossings of this measure that nobody was told of since the last one told
public record Crossing(
        Threshold threshold, double value, boolean isCleared, long sinceMicros, long keptBack) {
    private static final MathContext DIGITS = new MathContext(4);

    static Crossing of(
            Threshold threshold, double base, boolean isCleared, long sinceMicros, long keptBack) {
        return new Crossing(threshold, shown(threshold, base), isCleared, sinceMicros, keptBack);
    }

    /// The measure's name: `rtt.p99`.
    public String metric() {
        return threshold.measure().word();
    }

    /// What METRIC_WARNING says of it; the advice ends with what was kept back.
    public Warning toWarning() {
        String advice = advice();
        return new Warning(
                metric(),
                value,
                threshold.value(),
                threshold.comparison(),
                threshold.severity(),
                isCleared,
                sinceMicros,
                threshold.unitSymbol().isEmpty() ? null : threshold.unitSymbol(),
                advice.isEmpty() ? null : advice);
    }

    /// For a person, in one line: `rtt.p99 is 62 ms, above 50 ms`.
    public String text() {
        String unit = threshold.unitSymbol().isEmpty() ? "" : " " + threshold.unitSymbol();
        boolean isAbove = threshold.comparison() == Comparison.ABOVE;
        String side = isAbove ? "above" : "below";
        return "%s is %s%s, %s%s %s%s"
                .formatted(
                        metric(),
                        plain(value),
                        unit,
                        isCleared ? "no longer " : "",
                        side,
                        plain(threshold.value()),
                        unit);
    }

    /// What was measured may lie between two thresholds' digits: rounding must not change sides.
    private static double shown(Threshold threshold, double base) {
        double exact = threshold.unit().fromBase(base);
        double rounded = new BigDecimal(exact, DIGITS).doubleValue();
        boolean isSameSide =
                threshold.isBad(exact) == threshold.isBad(rounded)
                        && threshold.isClear(exact) == threshold.isClear(rounded);
        return isSameSide ? rounded : exact;
    }

    private String advice() {
        if (keptBack == 0) {
            return threshold.advice();
        }
        String more =
                keptBack == 1
                        ? "1 more crossing was not shown"
                        : keptBack + " more crossings were not shown";
        return threshold.advice().isEmpty() ? more : threshold.advice() + "; " + more;
    }

    private static String plain(double number) {
        return number == 0
                ? "0"
                : new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }
}

package dev.starling.node.alerts;

import dev.starling.node.metrics.Measure;
import dev.starling.node.metrics.Measure.Side;
import dev.starling.node.metrics.Unit;
import dev.starling.node.metrics.Unit.Dimension;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import java.time.Duration;

/// When a measure is bad, for how long it must be, and when it is good again.
///
/// @param measure what is watched
/// @param comparison the bad side of `value`
/// @param value where the bad side begins, in `unit`; itself still good; 0 or more
/// @param unit the unit of `value` and `clear`, and of what warnings say
/// @param lastingNanos how long it must be bad before it is told; 0 for at once
/// @param clear where it is good again, in `unit`; itself already good
/// @param severity how bad that is
/// @param advice what to do about it, at most 300 characters; empty for nothing
public record Threshold(
        Measure measure,
        Comparison comparison,
        double value,
        Unit unit,
        long lastingNanos,
        double clear,
        Severity severity,
        String advice) {
    /// A tenth of the value lies between raising and clearing unless it is said.
    private static final double INSIDE = 0.1;

    private static final long LASTING_NANOS_MAX = Duration.ofDays(1).toNanos();

    /// Leaves room in a warning for what is added about crossings that were kept back.
    private static final int ADVICE_CHARS_MAX = 300;

    /// @throws IllegalArgumentException for a threshold that makes no sense, with the reason
    public Threshold {
        refuseIf(comparison == Comparison.UNKNOWN, "a threshold is above or below a value");
        refuseIf(severity == Severity.UNKNOWN, "the severity is info, warning or critical");
        refuseIf(!(value >= 0 && Double.isFinite(value)), "the value is a number from 0 on");
        refuseIf(unit.dimension() != measure.dimension(), unitProblem(measure, unit));
        refuseIf(
                lastingNanos < 0 || lastingNanos > LASTING_NANOS_MAX,
                "the time after for is from 0 to one day");
        refuseIf(!isGood(comparison, clear, value), clearProblem(comparison));
        refuseIf(advice.length() > ADVICE_CHARS_MAX, "the advice is over 300 characters");
    }

    /// Bad above `value`, told at once, clear a tenth below; a WARNING.
    ///
    /// @throws IllegalArgumentException when the unit is not one of the measure's
    public static Threshold above(Measure measure, double value, Unit unit) {
        return simple(measure, Comparison.ABOVE, value, unit);
    }

    /// Bad below `value`, told at once, clear a tenth above; a WARNING.
    ///
    /// @throws IllegalArgumentException when the unit is not one of the measure's
    public static Threshold below(Measure measure, double value, Unit unit) {
        return simple(measure, Comparison.BELOW, value, unit);
    }

    /// The threshold that an expression says, like `rtt.p99>50ms for 5s clear 40ms`.
    ///
    /// @throws ThresholdException with the column of what is wrong and what was expected
    public static Threshold parse(String expression) throws ThresholdException {
        return new ThresholdParser(expression).parse();
    }

    static Threshold simple(Measure measure, Comparison comparison, double value, Unit unit) {
        double clear = value * (comparison == Comparison.ABOVE ? 1 - INSIDE : 1 + INSIDE);
        return new Threshold(measure, comparison, value, unit, 0, clear, Severity.WARNING, "");
    }

    /// The same, told only after it was bad for so long, up to a day.
    public Threshold lasting(Duration duration) {
        return new Threshold(
                measure, comparison, value, unit, duration.toNanos(), clear, severity, advice);
    }

    /// The same, clear at another value, in this threshold's unit.
    public Threshold clearingAt(double other) {
        return new Threshold(
                measure, comparison, value, unit, lastingNanos, other, severity, advice);
    }

    /// The same, as bad as this.
    public Threshold as(Severity other) {
        return new Threshold(measure, comparison, value, unit, lastingNanos, clear, other, advice);
    }

    /// The same with advice on what to do.
    public Threshold advising(String other) {
        return new Threshold(
                measure, comparison, value, unit, lastingNanos, clear, severity, other);
    }

    /// What warnings call the unit: `ms`, `MiB/s`, `%`.
    public String unitSymbol() {
        return unit.symbol() + (measure.side() == Side.RATE ? "/s" : "");
    }

    boolean isBad(double reading) {
        return comparison == Comparison.ABOVE ? reading > value : reading < value;
    }

    boolean isClear(double reading) {
        return isGood(comparison, reading, clear);
    }

    private static boolean isGood(Comparison comparison, double reading, double limit) {
        return comparison == Comparison.ABOVE ? reading <= limit : reading >= limit;
    }

    private static String clearProblem(Comparison comparison) {
        return comparison == Comparison.ABOVE
                ? "what is bad above a value is clear at it or below"
                : "what is bad below a value is clear at it or above";
    }

    private static String unitProblem(Measure measure, Unit unit) {
        return measure.word()
                + " is not measured in "
                + shown(unit)
                + ", but in "
                + shown(measure.dimension());
    }

    private static String shown(Unit unit) {
        return unit == Unit.ONE ? "plain numbers" : unit.symbol();
    }

    static String shown(Dimension dimension) {
        return switch (dimension) {
            case TIME -> "ns, us, ms, s or min";
            case DATA -> "B, kB, MB, GB, KiB, MiB, GiB or TiB";
            case SHARE -> "%";
            case NUMBER -> "plain numbers";
        };
    }

    private static void refuseIf(boolean isWrong, String problem) {
        if (isWrong) {
            throw new IllegalArgumentException(problem);
        }
    }
}

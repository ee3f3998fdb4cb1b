package dev.starling.node.alerts;

import dev.starling.node.alerts.Words.Quantity;
import dev.starling.node.metrics.Measure;
import dev.starling.node.metrics.Unit;
import dev.starling.wire.WarningBody.Comparison;
import java.time.Duration;

/// Reads a threshold: `metric[.pNN|.rate] (>|<) value [for duration] [clear value]`.
final class ThresholdParser {
    private final String expression;

    ThresholdParser(String expression) {
        this.expression = expression;
    }

    Threshold parse() throws ThresholdException {
        try {
            Words words = new Words(expression);
            Measure measure = words.measure();
            Comparison comparison = comparison(words);
            return withRest(plain(measure, comparison, words), words);
        } catch (Misread e) {
            throw new ThresholdException(
                    "%s: column %d: %s".formatted(expression, e.at() + 1, e.problem()));
        }
    }

    private static Comparison comparison(Words words) throws Misread {
        int at = words.at();
        boolean isAbove = words.take(">");
        if (!isAbove && !words.take("<")) {
            throw new Misread(at, "expected > or <");
        }
        if (words.take("=")) {
            throw new Misread(at + 1, "expected a value: a threshold itself is always still good");
        }
        return isAbove ? Comparison.ABOVE : Comparison.BELOW;
    }

    private static Threshold withRest(Threshold plain, Words words) throws Misread {
        Threshold made = plain;
        boolean hasFor = false;
        boolean hasClear = false;
        while (!words.isAtEnd()) {
            int at = words.at();
            if (!hasFor && words.take("for ")) {
                made = lasting(made, words);
                hasFor = true;
            } else if (!hasClear && words.take("clear ")) {
                made = clearing(made, words);
                hasClear = true;
            } else {
                throw new Misread(at, expected(hasFor, hasClear));
            }
        }
        return made;
    }

    private static String expected(boolean hasFor, boolean hasClear) {
        if (hasFor && hasClear) {
            return "expected nothing more";
        }
        String first = hasFor ? "expected clear" : "expected for";
        return hasFor || hasClear ? first + " or nothing more" : first + " or clear";
    }

    /// A threshold with the value that comes next; what `%` is said of is the share.
    static Threshold plain(Measure named, Comparison comparison, Words words) throws Misread {
        int at = words.at();
        Quantity value = words.quantity(named);
        boolean isShare = value.unit() == Unit.PERCENT;
        Measure measure = isShare ? Measure.shareOf(named.metric()) : named;
        return said(at, () -> Threshold.simple(measure, comparison, value.number(), value.unit()));
    }

    /// The same with the time that comes next.
    static Threshold lasting(Threshold made, Words words) throws Misread {
        int at = words.at();
        Duration lasting = Duration.ofNanos(words.nanos());
        return said(at, () -> made.lasting(lasting));
    }

    /// The same with the value that comes next, in any unit of its dimension, as the one to clear.
    static Threshold clearing(Threshold made, Words words) throws Misread {
        int at = words.at();
        Quantity value = words.quantity(made.measure());
        if (value.unit().dimension() != made.unit().dimension()) {
            throw new Misread(at, "expected the same kind of value as before");
        }
        return said(at, () -> made.clearingAt(value.in(made.unit())));
    }

    private static Threshold said(int at, Making making) throws Misread {
        try {
            return making.make();
        } catch (IllegalArgumentException e) {
            throw new Misread(at, String.valueOf(e.getMessage()));
        }
    }

    /// Makes a threshold or refuses what was said.
    private interface Making {
        Threshold make();
    }
}

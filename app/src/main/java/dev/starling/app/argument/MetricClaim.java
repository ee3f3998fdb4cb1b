package dev.starling.app.argument;

import dev.starling.app.print.Escaped;
import dev.starling.wire.WarningBody.Comparison;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A metric beyond its threshold as people type it: `rtt.p99=62ms>50ms`.
///
/// @param metric its name
/// @param value what was measured, finite
/// @param comparison `>` is above, `<` below
/// @param threshold what it is held against, finite
/// @param unit of both numbers, null when they have none
public record MetricClaim(
        String metric,
        double value,
        Comparison comparison,
        double threshold,
        @Nullable String unit) {
    private static final String EXPECTED = "expected NAME=62ms>50ms or NAME=40ms<50ms";
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    /// Understands `text`.
    ///
    /// @throws IllegalArgumentException that says where `text` is wrong and what was expected
    public static MetricClaim parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw wrong(text, equals < 0 ? text.length() : 0, equals < 0 ? "no =" : "no name");
        }
        int sign = sign(text, equals + 1);
        if (sign == text.length()) {
            throw wrong(text, sign, "neither > nor <");
        }
        if (sign(text, sign + 1) < text.length()) {
            throw wrong(text, sign(text, sign + 1), "a second > or <");
        }
        Quantity value = quantity(text, equals + 1, sign);
        Quantity threshold = quantity(text, sign + 1, text.length());
        if (!value.unit.equals(threshold.unit)) {
            throw wrong(
                    text,
                    threshold.unitAt,
                    "another unit: " + named(value.unit) + " before, " + named(threshold.unit));
        }
        return new MetricClaim(
                text.substring(0, equals),
                value.number,
                text.charAt(sign) == '>' ? Comparison.ABOVE : Comparison.BELOW,
                threshold.number,
                value.unit.isEmpty() ? null : value.unit);
    }

    private static int sign(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '>' && text.charAt(at) != '<') {
            at++;
        }
        return at;
    }

    private static Quantity quantity(String text, int from, int to) {
        int start = from;
        while (start < to && text.charAt(start) == ' ') {
            start++;
        }
        Matcher matcher = NUMBER.matcher(text).region(start, to);
        if (!matcher.lookingAt()) {
            throw wrong(text, start, "no number");
        }
        double number = Double.parseDouble(matcher.group());
        if (!Double.isFinite(number)) {
            throw wrong(text, start, "a number too large");
        }
        return new Quantity(number, text.substring(matcher.end(), to).strip(), matcher.end());
    }

    private static IllegalArgumentException wrong(String text, int at, String found) {
        return new IllegalArgumentException(
                "'%s' has %s at character %d, %s"
                        .formatted(Escaped.name(text), found, at + 1, EXPECTED));
    }

    private static String named(String unit) {
        return unit.isEmpty() ? "none" : "'" + unit + "'";
    }

    /// A number, its unit, and where the unit begins.
    private record Quantity(double number, String unit, int unitAt) {}
}

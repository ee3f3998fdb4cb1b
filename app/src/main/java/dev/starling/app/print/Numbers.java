package dev.starling.app.print;

import java.math.BigDecimal;
import java.util.Locale;

/// Numbers the way they are shown: the same in every locale, doubles as short as they can be said.
public final class Numbers {
    private static final int PLAIN_DIGITS_MAX = 17;
    private static final long KIBI = 1_024;
    private static final String BYTE_UNITS = "KMGTPE";
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private Numbers() {}

    /// The shortest decimal that reads back as this finite number, without a trailing `.0`; with an
    /// exponent only where the plain form would be long. Also a JSON number.
    public static String shortest(double value) {
        if (value == 0) {
            return Double.compare(value, 0) < 0 ? "-0" : "0";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        boolean isShort =
                exact.scale() <= PLAIN_DIGITS_MAX
                        && exact.precision() - exact.scale() <= PLAIN_DIGITS_MAX;
        return isShort ? exact.toPlainString() : exact.toString();
    }

    /// The whole number in groups of three: `1,234`.
    public static String grouped(long value) {
        StringBuilder out = new StringBuilder(Long.toString(value));
        int first = value < 0 ? 1 : 0;
        for (int at = out.length() - 3; at > first; at -= 3) {
            out.insert(at, ',');
        }
        return out.toString();
    }

    /// A number of things: `1 byte`, `1,234 bytes`.
    public static String counted(long count, String singular) {
        return grouped(count) + " " + singular + (count == 1 ? "" : "s");
    }

    /// Bytes for a glance: `512 B`, `1.5 KiB`, `20.0 MiB`.
    public static String bytes(long count) {
        if (count < KIBI) {
            return count + " B";
        }
        double scaled = (double) count / KIBI;
        int unit = 0;
        while (scaled >= KIBI && unit < BYTE_UNITS.length() - 1) {
            scaled /= KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %siB", scaled, BYTE_UNITS.charAt(unit));
    }

    /// A span of time for a glance: `85 µs`, `1.25 ms`, `2.50 s`.
    public static String span(long nanos) {
        if (nanos < NANOS_PER_MILLI) {
            return nanos / NANOS_PER_MICRO + " µs";
        }
        return nanos < NANOS_PER_SECOND
                ? String.format(Locale.ROOT, "%.2f ms", (double) nanos / NANOS_PER_MILLI)
                : String.format(Locale.ROOT, "%.2f s", (double) nanos / NANOS_PER_SECOND);
    }
}

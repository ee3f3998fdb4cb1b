package dev.starling.app.print;

import java.math.BigDecimal;

/// Numbers the way they are shown: the same in every locale, doubles as short as they can be said.
public final class Numbers {
    private static final int PLAIN_DIGITS_MAX = 17;

    private Numbers() {}

    /// The shortest decimal that reads back as this finite number, without a trailing `.0`; with an
    /// exponent only where the plain form would be long. Also a JSON number.
    static String shortest(double value) {
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
}

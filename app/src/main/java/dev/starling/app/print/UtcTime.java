package dev.starling.app.print;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Microseconds since the epoch as RFC 3339 says a time: UTC, six fraction digits.
public final class UtcTime {
    private static final long MICROS = 1_000_000;

    /// Years of more than four digits get a sign, as in ISO 8601: RFC 3339 knows none.
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT);

    private UtcTime() {}

    /// Every long is a time within what the calendar can say.
    public static String format(long micros) {
        int nanos = (int) Math.floorMod(micros, MICROS) * 1_000;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS), nanos, ZoneOffset.UTC)
                .format(FORMAT);
    }
}

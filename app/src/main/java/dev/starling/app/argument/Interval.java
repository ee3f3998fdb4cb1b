package dev.starling.app.argument;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span of time as people type it: `500ms`, `1s`, `5min`.
///
/// @param duration 100 ms to 1 hour
public record Interval(Duration duration) {
    private static final Duration MIN = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofHours(1);
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|min)");

    /// Understands `text`.
    ///
    /// @throws IllegalArgumentException when it is no such span
    public static Interval parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no span of time, expected one such as 500ms, 1s or 5min");
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    default -> Duration.ofMinutes(number);
                };
        if (duration.compareTo(MIN) < 0 || duration.compareTo(MAX) > 0) {
            throw new IllegalArgumentException("'" + text + "' is not between 100ms and 60min");
        }
        return new Interval(duration);
    }
}

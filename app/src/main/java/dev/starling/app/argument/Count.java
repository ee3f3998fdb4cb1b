package dev.starling.app.argument;

import dev.starling.app.print.Escaped;

/// A number of things, at least one, as people type it.
///
/// @param number 1 to 1,000,000,000
public record Count(long number) {
    private static final long MAX = 1_000_000_000;

    /// Understands `text`.
    ///
    /// @throws IllegalArgumentException when it is no number in range
    public static Count parse(String text) {
        long number = text.matches("[0-9]{1,10}") ? Long.parseLong(text) : 0;
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException(
                    "'" + Escaped.name(text) + "' is not a whole number from 1 to " + MAX);
        }
        return new Count(number);
    }
}

package dev.starling.protocol.machine;

/// The ranges of what a configuration may say.
public final class Bounds {
    private Bounds() {}

    /// Passes a value from `min` to `max`.
    ///
    /// @throws IllegalArgumentException for any other; says which field wanted what
    public static void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " must be from " + min + " to " + max + ": " + value);
        }
    }
}

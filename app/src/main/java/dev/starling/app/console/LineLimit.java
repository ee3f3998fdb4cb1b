package dev.starling.app.console;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

/// At most ten lines a second of a kind; the rest is counted, and the count told later.
///
/// A machine: time is an argument. Not thread-safe.
///
/// @param <K> the kinds of lines
public final class LineLimit<K extends Enum<K>> {
    static final int LINES_MAX = 10;
    static final long WINDOW_NANOS = 1_000_000_000;

    private final Map<K, Window> windows;

    public LineLimit(Class<K> kinds) {
        windows = new EnumMap<>(kinds);
    }

    /// Whether a line of this kind may be said now; if not, it is counted.
    public boolean admits(K kind, long nowNanos) {
        Window window = windows.computeIfAbsent(kind, _ -> new Window(nowNanos));
        if (isOver(window, nowNanos)) {
            window.startNanos = nowNanos;
            window.lines = 0;
        }
        if (window.lines < LINES_MAX) {
            window.lines++;
            return true;
        }
        window.untold++;
        return false;
    }

    /// Tells how many lines of each kind were left out in seconds that are over, and forgets them.
    public void tell(long nowNanos, BiConsumer<K, Long> teller) {
        windows.forEach((kind, window) -> {
            if (isOver(window, nowNanos)) {
                tell(kind, window, teller);
            }
        });
    }

    /// Tells all that is left, at the end.
    public void tellAll(BiConsumer<K, Long> teller) {
        windows.forEach((kind, window) -> tell(kind, window, teller));
    }

    private static <K> void tell(K kind, Window window, BiConsumer<K, Long> teller) {
        if (window.untold > 0) {
            teller.accept(kind, window.untold);
            window.untold = 0;
        }
    }

    private static boolean isOver(Window window, long nowNanos) {
        return nowNanos - window.startNanos >= WINDOW_NANOS;
    }

    /// One second of one kind.
    private static final class Window {
        private long startNanos;
        private int lines;
        private long untold;

        Window(long startNanos) {
            this.startNanos = startNanos;
        }
    }
}

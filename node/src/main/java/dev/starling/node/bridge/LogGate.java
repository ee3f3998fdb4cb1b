package dev.starling.node.bridge;

import java.util.concurrent.TimeUnit;

/// Bounds how many lines of a kind are logged a second, and counts the others; any thread.
final class LogGate {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int linesMax;
    private boolean hasBegun;
    private long beganNanos;
    private int lines;
    private long heldBack;

    /// @param linesMax lines a second
    LogGate(int linesMax) {
        this.linesMax = linesMax;
    }

    /// How many lines were held back before this one, or -1 when this one is held back as well.
    synchronized long pass(long nowNanos) {
        if (!hasBegun || nowNanos - beganNanos >= WINDOW_NANOS) {
            hasBegun = true;
            beganNanos = nowNanos;
            lines = 0;
        }
        if (lines == linesMax) {
            heldBack++;
            return -1;
        }
        lines++;
        long before = heldBack;
        heldBack = 0;
        return before;
    }

    /// For the end of a line that was let through: empty when none was held back before it.
    static String more(long heldBack) {
        return heldBack == 0 ? "" : " (" + heldBack + " more were not logged)";
    }
}

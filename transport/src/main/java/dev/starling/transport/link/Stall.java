package dev.starling.transport.link;

/// How long a full outbox has not moved, by looking often enough.
///
/// A pipe does not say when a byte has left, only whether some have since the last look. What was
/// seen to move counts as moved at the look before: so a link is given up at most `nanosMax` after
/// its last byte has left, and a sixteenth of that earlier at worst.
final class Stall {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int LOOKS = 16;

    private final long nanosMax;
    private boolean isRunning;
    private long movedNanos;
    private long lookedNanos;

    Stall(long nanosMax) {
        this.nanosMax = nanosMax;
    }

    void begin(long nowNanos) {
        isRunning = true;
        movedNanos = nowNanos;
        lookedNanos = nowNanos;
    }

    void end() {
        isRunning = false;
    }

    boolean isRunning() {
        return isRunning;
    }

    /// Something was written just now.
    void onMoved(long nowNanos) {
        movedNanos = nowNanos;
    }

    /// When to look next; `Long.MAX_VALUE` for never.
    long deadlineNanos() {
        return isRunning ? Math.min(lookedNanos + nanosMax / LOOKS, endNanos()) : NEVER;
    }

    /// Whether it has lasted too long.
    ///
    /// @param hasMoved whether bytes have left since the last look
    boolean look(boolean hasMoved, long nowNanos) {
        if (hasMoved) {
            movedNanos = Math.max(movedNanos, lookedNanos);
        }
        lookedNanos = nowNanos;
        return isRunning && nowNanos - endNanos() >= 0;
    }

    private long endNanos() {
        return movedNanos + nanosMax;
    }
}

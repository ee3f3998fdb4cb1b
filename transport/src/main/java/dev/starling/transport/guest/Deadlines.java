package dev.starling.transport.guest;

import dev.starling.wire.Offence;

/// When a guest has taken too long: for a message that has begun, or to begin one.
///
/// There is no least rate: who types slowly has the whole time, and not a byte renews it.
final class Deadlines {
    private static final long NO_FRAME = -1;

    private final long frameNanosMax;
    private final long idleNanosMax;
    private boolean isRunning;
    private long sinceNanos;
    private long frame = NO_FRAME;

    Deadlines(long frameNanosMax, long idleNanosMax) {
        this.frameNanosMax = frameNanosMax;
        this.idleNanosMax = idleNanosMax;
    }

    /// All time starts to run, or starts over.
    void restart(long nowNanos) {
        isRunning = true;
        sinceNanos = nowNanos;
    }

    /// Bytes came and all of them end between two frames.
    void onWhole(long nowNanos) {
        frame = NO_FRAME;
        sinceNanos = nowNanos;
    }

    /// Bytes came and end inside the frame that begins at `frameStart`.
    void onPart(long frameStart, long nowNanos) {
        if (frame != frameStart) {
            frame = frameStart;
            sinceNanos = nowNanos;
        }
    }

    void stop() {
        isRunning = false;
    }

    long deadlineNanos() {
        if (!isRunning) {
            return Long.MAX_VALUE;
        }
        return sinceNanos + (frame == NO_FRAME ? idleNanosMax : frameNanosMax);
    }

    boolean hasPassed(long nowNanos) {
        return isRunning && nowNanos - deadlineNanos() >= 0;
    }

    Offence offence() {
        return frame == NO_FRAME ? Offence.GUEST_IDLE : Offence.FRAME_TOO_SLOW;
    }
}

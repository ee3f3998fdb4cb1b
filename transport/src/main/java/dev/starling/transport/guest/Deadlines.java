package dev.starling.transport.guest;

import dev.starling.wire.Offence;

/// When a guest has taken too long: for a message that has begun, or to begin one.
///
/// There is no least rate: who types slowly has the whole time, and not a byte renews it. Time in
/// which we do not read is ours: it is added, no more.
public final class Deadlines {
    /// Left at least after a pause: what came meanwhile lies in the socket and must be read first.
    static final long GRACE_NANOS = 100_000_000;

    private static final long NO_FRAME = -1;

    private final long frameNanosMax;
    private final long idleNanosMax;
    private boolean isRunning;
    private boolean isPaused;
    private long pausedNanos;
    private long sinceNanos;
    private long frame = NO_FRAME;

    public Deadlines(long frameNanosMax, long idleNanosMax) {
        this.frameNanosMax = frameNanosMax;
        this.idleNanosMax = idleNanosMax;
    }

    public void start(long nowNanos) {
        isRunning = true;
        sinceNanos = nowNanos;
    }

    /// Time stands still.
    public void pause(long nowNanos) {
        isPaused = true;
        pausedNanos = nowNanos;
    }

    /// Time runs on.
    public void resume(long nowNanos) {
        isPaused = false;
        sinceNanos += nowNanos - pausedNanos;
        long graceNanos = Math.min(GRACE_NANOS, limitNanos());
        sinceNanos = Math.max(sinceNanos, nowNanos + graceNanos - limitNanos());
    }

    /// Bytes came and all of them end between two frames.
    public void onWhole(long nowNanos) {
        frame = NO_FRAME;
        sinceNanos = nowNanos;
    }

    /// Bytes came and end inside the frame that begins at `frameStart`.
    public void onPart(long frameStart, long nowNanos) {
        if (frame != frameStart) {
            frame = frameStart;
            sinceNanos = nowNanos;
        }
    }

    public void stop() {
        isRunning = false;
    }

    public long deadlineNanos() {
        return isRunning && !isPaused ? sinceNanos + limitNanos() : Long.MAX_VALUE;
    }

    public boolean hasPassed(long nowNanos) {
        return isRunning && !isPaused && nowNanos - deadlineNanos() >= 0;
    }

    public Offence offence() {
        return frame == NO_FRAME ? Offence.GUEST_IDLE : Offence.FRAME_TOO_SLOW;
    }

    private long limitNanos() {
        return frame == NO_FRAME ? idleNanosMax : frameNanosMax;
    }
}

package dev.starling.transport.link;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one timer of a link: armed lazily, so that a deadline that moves with every frame costs a
/// comparison and neither a schedule nor a cancel.
///
/// A later deadline leaves the timer as it is: it fires early and is armed again. Loop only.
final class LinkTimer {
    private static final long NEVER = Long.MAX_VALUE;

    private final EventExecutor loop;
    private final Runnable onTime;
    private long deadlineNanos = NEVER;
    private long armedNanos = NEVER;
    private @Nullable Future<?> armed;

    LinkTimer(EventExecutor loop, Runnable onTime) {
        this.loop = loop;
        this.onTime = onTime;
    }

    /// Asks for a call at `deadlineNanos` of [System#nanoTime]; `Long.MAX_VALUE` for none.
    void at(long deadlineNanos) {
        this.deadlineNanos = deadlineNanos;
        if (deadlineNanos == NEVER) {
            return;
        }
        Future<?> current = armed;
        if (current != null && armedNanos - deadlineNanos <= 0) {
            return;
        }
        if (current != null) {
            current.cancel(false);
        }
        arm(System.nanoTime());
    }

    void stop() {
        deadlineNanos = NEVER;
        Future<?> current = armed;
        armed = null;
        if (current != null) {
            current.cancel(false);
        }
    }

    private void arm(long nowNanos) {
        armedNanos = deadlineNanos;
        long delayNanos = Math.max(0, deadlineNanos - nowNanos);
        armed = loop.schedule(this::fired, delayNanos, TimeUnit.NANOSECONDS);
    }

    private void fired() {
        armed = null;
        if (deadlineNanos == NEVER) {
            return;
        }
        long nowNanos = System.nanoTime();
        if (deadlineNanos - nowNanos > 0) {
            arm(nowNanos);
        } else {
            onTime.run();
        }
    }
}

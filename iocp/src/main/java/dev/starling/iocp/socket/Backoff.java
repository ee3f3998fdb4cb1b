package dev.starling.iocp.socket;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The pause before something is tried again that failed for want of handles or memory, which
/// others may give back: 10 ms, and twice as long each time, up to a second. Loop only.
public final class Backoff {
    private static final long MILLIS_MIN = 10;
    private static final long MILLIS_MAX = 1_000;

    private final Runnable again;
    private @Nullable Future<?> pause;
    private long millis = MILLIS_MIN;

    /// @param again what is tried when a pause is over
    public Backoff(Runnable again) {
        this.again = again;
    }

    public boolean isPausing() {
        return pause != null;
    }

    /// Begins a pause, unless there is one.
    public void pause(EventLoop loop) {
        if (pause == null) {
            pause = loop.schedule(this::end, millis, TimeUnit.MILLISECONDS);
            millis = Math.min(2 * millis, MILLIS_MAX);
        }
    }

    /// It went well: the next pause is a short one.
    public void reset() {
        millis = MILLIS_MIN;
    }

    /// Nothing is tried any more.
    public void cancel() {
        if (pause != null) {
            pause.cancel(false);
        }
    }

    private void end() {
        pause = null;
        again.run();
    }
}

package dev.starling.bench.rivals.work;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// Round trips, one after the other: which is next, how long each took. One thread at a time.
public final class Trips {
    private static final int KEPT_MAX = 1 << 20;

    private final long warmUpEndNanos;
    private final long endNanos;
    private final long[] nanos = new long[KEPT_MAX];
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int kept;
    private long number;
    private long sentNanos;

    /// @param startNanos now, on the clock of `System.nanoTime`
    public Trips(Job.Span time, long startNanos) {
        warmUpEndNanos = startNanos + time.warmUpMillis() * 1_000_000;
        endNanos = warmUpEndNanos + time.measuredMillis() * 1_000_000;
    }

    /// The number of the first message; it is sent at once.
    public long first() {
        sentNanos = System.nanoTime();
        return number;
    }

    /// The message of this number has come back: the number of the next, to be sent at once; -1 for
    /// no more.
    public long next(long cameBack) {
        long now = System.nanoTime();
        if (cameBack != number) {
            fail(new IllegalStateException(cameBack + " came back, not " + number));
            return -1;
        }
        if (sentNanos - warmUpEndNanos >= 0) {
            nanos[kept++] = now - sentNanos;
        }
        // One that outlasted all the time measures nothing: so another is made.
        if ((now - endNanos >= 0 && kept > 0) || kept == KEPT_MAX) {
            done.complete(null);
            return -1;
        }
        sentNanos = now;
        return ++number;
    }

    /// Nothing more will come.
    public void fail(Exception why) {
        done.completeExceptionally(why);
    }

    /// Waits until there are enough.
    public void await() {
        done.join();
    }

    /// How many there are.
    public int count() {
        return kept;
    }

    /// What so many of a hundred take at most; only after [#await].
    public double micros(double percent) {
        long[] sorted = Arrays.copyOf(nanos, kept);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * kept);
        return kept == 0 ? Double.NaN : sorted[Math.clamp(rank - 1, 0, kept - 1)] / 1e3;
    }
}

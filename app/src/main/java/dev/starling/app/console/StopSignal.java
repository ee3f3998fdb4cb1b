package dev.starling.app.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A wish to end, from Ctrl-C or a SIGTERM, granted in order and within two seconds.
///
/// While it is open, a signal runs `stop` and the process lives on until [#close] says that the
/// work has ended, or time is up. The JVM itself then exits with 128 + the signal's number.
public final class StopSignal implements AutoCloseable {
    private static final long ORDERLY_MILLIS_MAX = 1_500;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(Runnable stop) {
        hook =
                new Thread(
                        () -> {
                            stop.run();
                            awaitEnd();
                        },
                        "starling-stop");
    }

    /// Listens for signals from now on; `stop` must return soon and may be called at any time.
    public static StopSignal open(Runnable stop) {
        StopSignal signal = new StopSignal(stop);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /// The work has ended.
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already: the hook has just been let go.
        }
    }

    private void awaitEnd() {
        try {
            boolean _ = ended.await(ORDERLY_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.starling.app.console;

import dev.starling.app.print.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A line on a terminal that says how far a transfer is, from its second second on.
public final class ProgressLine implements AutoCloseable {
    private static final long QUIET_NANOS = 1_000_000_000;
    private static final Path STDERR = Path.of("/proc/self/fd/2");
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final boolean isShown;
    private final long startNanos;
    private boolean isOnScreen;

    public ProgressLine(Console console, boolean isTerminal, long nowNanos) {
        this.console = console;
        this.isShown = isTerminal;
        this.startNanos = nowNanos;
    }

    /// Whether stderr is a terminal; where the system does not say, it is taken for none.
    public static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(STDERR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    /// Shows `done` of `all` bytes.
    public void update(long done, long all, long nowNanos) {
        if (isShown && nowNanos - startNanos >= QUIET_NANOS) {
            isOnScreen = true;
            console.explain(
                    "%sSent %s of %s bytes (%d %%)"
                            .formatted(
                                    CLEAR,
                                    Numbers.grouped(done),
                                    Numbers.grouped(all),
                                    all == 0 ? 100 : (long) (100.0 * done / all)));
        }
    }

    /// Takes the line away.
    @Override
    public void close() {
        if (isOnScreen) {
            console.explain(CLEAR);
        }
    }
}

package dev.starling.iocp.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// What was done that Windows would have punished, in the order in which it was.
public final class Violations {
    /// The end of hearing what is logged.
    public interface Hearing extends AutoCloseable {
        @Override
        void close();
    }

    private static final int KEPT_MAX = 10;

    /// Netty's loggers end up in these where there is no other library for it.
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("dev.starling.iocp"), Logger.getLogger("io.netty"));

    private final List<String> found = new ArrayList<>();

    /// Notes one when it is so.
    public void when(boolean wrong, String what) {
        if (wrong && found.size() < KEPT_MAX) {
            found.add(what);
        }
    }

    /// None, when all was well.
    public List<String> found() {
        return found;
    }

    /// Takes each warning for a violation from now on, instead of printing it: an exception that
    /// nobody catches is only logged, by Netty and by us.
    ///
    /// @param expected what a warning says that is none
    public Hearing hearWarnings(String expected) {
        Warnings warnings = new Warnings(expected);
        for (Logger logger : LOGGERS) {
            logger.addHandler(warnings);
            logger.setUseParentHandlers(false);
        }
        return warnings;
    }

    private final class Warnings extends Handler implements Hearing {
        private final Thread thread = Thread.currentThread();
        private final String expected;

        Warnings(String expected) {
            this.expected = expected;
        }

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()
                    && Thread.currentThread() == thread
                    && !entry.getMessage().contains(expected)) {
                when(true, "warned: " + entry.getMessage() + ": " + entry.getThrown());
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            for (Logger logger : LOGGERS) {
                logger.setUseParentHandlers(true);
                logger.removeHandler(this);
            }
        }
    }
}

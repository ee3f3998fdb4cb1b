package dev.starling.app.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.IntConsumer;

/// What becomes of a failure that nobody caught, on any thread: one line, and after an `Error` the
/// end of the process.
///
/// A program out of memory or half loaded must not go on as if it were alive: whoever runs it
/// starts it again.
public final class LastWord implements Thread.UncaughtExceptionHandler {
    private final Console console;
    private final boolean verbose;
    private final IntConsumer halt;

    /// @param halt ends the process with an exit code at once
    public LastWord(Console console, boolean verbose, IntConsumer halt) {
        this.console = console;
        this.verbose = verbose;
        this.halt = halt;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        try {
            console.complain(line(failure));
            if (verbose) {
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                console.explain(trace.toString());
            }
        } finally {
            if (failure instanceof Error) {
                halt.accept(ExitCode.FAILED);
            }
        }
    }

    private static String line(Throwable failure) {
        return switch (failure) {
            case OutOfMemoryError _ ->
                    "out of memory ("
                            + failure.getMessage()
                            + "): give the JVM more, as in JDK_JAVA_OPTIONS=-Xmx2g";
            case NoClassDefFoundError _ ->
                    "cannot load "
                            + failure.getMessage()
                            + ", a part of itself: raise 'ulimit -n' if it is low, or start again";
            default ->
                    "a defect in starling itself: "
                            + failure
                            + "; please report it with what --verbose shows";
        };
    }
}

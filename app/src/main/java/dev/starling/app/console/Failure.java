package dev.starling.app.console;

import org.jspecify.annotations.Nullable;

/// What was asked for could not be done: one line that says what, where and what to do.
public final class Failure extends Exception {
    private static final long serialVersionUID = 1;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

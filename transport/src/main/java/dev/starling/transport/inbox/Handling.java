package dev.starling.transport.inbox;

import java.util.concurrent.ThreadFactory;

/// The mark on threads that run handlers: none of them can wait for the end of what calls it.
public final class Handling {
    private static final ScopedValue<Boolean> ON = ScopedValue.newInstance();

    private Handling() {}

    /// Whether the current thread is in a handler.
    public static boolean isOn() {
        return ON.isBound();
    }

    /// Runs a handler on the current thread.
    public static void run(Runnable handler) {
        ScopedValue.where(ON, true).run(handler);
    }

    /// Makes virtual threads that run handlers all their life.
    public static ThreadFactory threads(String name) {
        ThreadFactory plain = Thread.ofVirtual().name(name).factory();
        return task -> plain.newThread(() -> run(task));
    }
}

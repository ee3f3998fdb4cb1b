package dev.starling.transport.loop;

import io.netty.util.concurrent.FastThreadLocalThread;

/// A thread that drives links and so must never wait.
public final class LoopThread extends FastThreadLocalThread {
    /// The turn of a loop that has no sockets and so counts none.
    static final long NO_TURNS = 0;

    private long turns = NO_TURNS;

    public LoopThread(Runnable task, String name) {
        super(task, name);
        // A loop ends when its transport is closed; it must not keep a finished program alive.
        setDaemon(true);
    }

    /// The number of the turn that the current loop is in: grows each time that it asks for I/O.
    /// Always 0 on a loop that has no sockets.
    public static long turn() {
        if (Thread.currentThread() instanceof LoopThread loop) {
            return loop.turns;
        }
        throw new IllegalStateException("only a loop has turns");
    }

    /// A turn begins. The current thread is a loop.
    static void nextTurn() {
        if (Thread.currentThread() instanceof LoopThread loop) {
            loop.turns++;
        }
    }
}

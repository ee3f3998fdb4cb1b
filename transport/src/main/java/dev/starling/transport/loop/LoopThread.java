package dev.starling.transport.loop;

import io.netty.util.concurrent.FastThreadLocalThread;

/// A thread that drives links and so must never wait.
public final class LoopThread extends FastThreadLocalThread {
    public LoopThread(Runnable task, String name) {
        super(task, name);
        // A loop ends when its transport is closed; it must not keep a finished program alive.
        setDaemon(true);
    }
}

package dev.starling.node.bridge;

import dev.starling.transport.inbox.Handling;
import dev.starling.wire.Offence;
import java.net.SocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Tells the application who was cut off, on a thread that may wait. In a flood it is told of some;
/// `messages.refused` counts them all.
final class CutOffs implements AutoCloseable {
    private static final int WAITING_MAX = 64;

    private final Handlers handlers;
    private final ThreadPoolExecutor thread;

    CutOffs(Handlers handlers) {
        this.handlers = handlers;
        this.thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        1,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING_MAX),
                        Handling.threads("starling-cut-offs"),
                        new ThreadPoolExecutor.DiscardPolicy());
        thread.allowCoreThreadTimeOut(true);
    }

    /// Never waits.
    void onCutOff(SocketAddress remote, Offence offence) {
        thread.execute(() -> handlers.onCutOff(remote, offence));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

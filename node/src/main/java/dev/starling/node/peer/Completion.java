package dev.starling.node.peer;

import java.util.concurrent.CompletableFuture;

/// Completes futures on virtual threads of their own: what hangs on them must not run on a loop.
public final class Completion {
    private Completion() {}

    public static <T> void succeed(CompletableFuture<T> future, T value) {
        Thread.startVirtualThread(() -> future.complete(value));
    }

    public static void succeed(CompletableFuture<Void> future) {
        Thread.startVirtualThread(() -> future.complete(null));
    }

    public static void fail(CompletableFuture<?> future, Exception why) {
        Thread.startVirtualThread(() -> future.completeExceptionally(why));
    }
}

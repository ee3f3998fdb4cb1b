package dev.starling.node.home;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// One thread that takes steps in turn and keeps one deadline, that of the machine it moves.
final class HomeThread {
    private static final long NEVER = Long.MAX_VALUE;

    private final Deadline deadline;
    private final Consumer<Throwable> onFatal;
    private final ScheduledThreadPoolExecutor thread;
    private @Nullable Future<?> armed;
    private long armedNanos = NEVER;
    private boolean isClosed;

    /// The machine's next deadline, asked for after every step.
    interface Deadline {
        long deadlineNanos();

        void onDeadline(long nowNanos);
    }

    /// Something that happens on the thread.
    interface Step {
        void run(long nowNanos);
    }

    /// @param onFatal hears of a defect on the thread
    HomeThread(String name, Deadline deadline, Consumer<Throwable> onFatal) {
        this.deadline = deadline;
        this.onFatal = onFatal;
        this.thread =
                new ScheduledThreadPoolExecutor(
                        1, task -> Thread.ofPlatform().name(name).daemon(true).unstarted(task));
        thread.setRemoveOnCancelPolicy(true);
    }

    /// Runs `step` every `periodNanos`, from one period on; periods missed are not made up for.
    void every(long periodNanos, LongConsumer step) {
        var _ =
                thread.scheduleWithFixedDelay(
                        () -> guarded(() -> step.accept(System.nanoTime())),
                        periodNanos,
                        periodNanos,
                        TimeUnit.NANOSECONDS);
    }

    /// Runs a step, then arms the next deadline; false when the thread has ended.
    boolean post(Step step) {
        try {
            thread.execute(() ->
                    guarded(() -> {
                        step.run(System.nanoTime());
                        settle();
                    }));
            // An executor that has just ended drops the step without a word.
            return !thread.isShutdown();
        } catch (RejectedExecutionException _) {
            return false;
        }
    }

    /// Ends after the steps that are posted already; no deadline comes any more. From a step.
    void close() {
        isClosed = true;
        if (armed != null) {
            armed.cancel(false);
        }
        // Here and not by the closer: a step before this one may still arm the next deadline.
        thread.shutdown();
    }

    private void settle() {
        long dueNanos = deadline.deadlineNanos();
        if (isClosed || dueNanos == armedNanos) {
            return;
        }
        if (armed != null) {
            armed.cancel(false);
        }
        armedNanos = dueNanos;
        if (dueNanos != NEVER) {
            long delayNanos = Math.max(0, dueNanos - System.nanoTime());
            armed = thread.schedule(this::onDue, delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void onDue() {
        armed = null;
        armedNanos = NEVER;
        guarded(() -> {
            deadline.onDeadline(System.nanoTime());
            settle();
        });
    }

    /// A defect here would go unseen in a future, and the node with it: it is told instead.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            onFatal.accept(e);
            throw e;
        }
    }
}

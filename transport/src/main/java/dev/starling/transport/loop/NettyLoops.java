package dev.starling.transport.loop;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Event loops in Netty's terms: for the rooms of this module, never for the floors above.
public final class NettyLoops {
    private static final AtomicInteger NEXT_NUMBER = new AtomicInteger(1);

    /// What one mechanism consists of.
    record Driver(
            IoHandlerFactory handlers,
            ChannelFactory<SocketChannel> sockets,
            ChannelFactory<ServerChannel> servers) {}

    private final Driver driver;
    private final List<Thread> threads = new ArrayList<>();
    private final EventLoopGroup group;
    private volatile Thread.@Nullable UncaughtExceptionHandler onFailure;

    NettyLoops(Driver driver, int threadCount) {
        this.driver = driver;
        this.group =
                new MultiThreadIoEventLoopGroup(
                        threadCount, this::newThread, CountedTurns.around(driver.handlers()));
    }

    public EventLoopGroup group() {
        return group;
    }

    public ChannelFactory<SocketChannel> sockets() {
        return driver.sockets();
    }

    public ChannelFactory<ServerChannel> servers() {
        return driver.servers();
    }

    /// Sets who hears what a loop, or a reader on it, throws; before the first loop runs.
    void onFailure(Thread.UncaughtExceptionHandler hears) {
        onFailure = hears;
    }

    /// A thread that has driven its loop and does so no longer, null while there is none.
    @Nullable Thread deadThread() {
        for (Thread thread : startedThreads()) {
            if (thread.getState() == Thread.State.TERMINATED) {
                return thread;
            }
        }
        return null;
    }

    /// Runs something on each loop every `periodMillis`, and says how much later than it was due.
    void measureLag(long periodMillis, LongConsumer lagNanos) {
        for (EventExecutor loop : group) {
            measureLag(loop, TimeUnit.MILLISECONDS.toNanos(periodMillis), lagNanos);
        }
    }

    /// Ends the loops and returns when their threads have ended.
    void close() {
        var _ = group.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        boolean interrupted = false;
        for (Thread thread : startedThreads()) {
            interrupted |= !joined(thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Each time from now on, not at a fixed rate: one that is late makes no others late.
    private static void measureLag(EventExecutor loop, long periodNanos, LongConsumer lagNanos) {
        long dueNanos = System.nanoTime() + periodNanos;
        var _ =
                loop.schedule(
                        () -> {
                            lagNanos.accept(Math.max(0, System.nanoTime() - dueNanos));
                            if (!loop.isShuttingDown()) {
                                measureLag(loop, periodNanos, lagNanos);
                            }
                        },
                        periodNanos,
                        TimeUnit.NANOSECONDS);
    }

    private static boolean joined(Thread thread) {
        try {
            thread.join();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private List<Thread> startedThreads() {
        synchronized (threads) {
            return List.copyOf(threads);
        }
    }

    private Thread newThread(Runnable task) {
        Thread thread = new LoopThread(task, "starling-loop-" + NEXT_NUMBER.getAndIncrement());
        Thread.UncaughtExceptionHandler hears = onFailure;
        if (hears != null) {
            thread.setUncaughtExceptionHandler(hears);
        }
        synchronized (threads) {
            threads.add(thread);
        }
        return thread;
    }
}

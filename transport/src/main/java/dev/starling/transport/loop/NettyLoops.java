package dev.starling.transport.loop;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
        synchronized (threads) {
            threads.add(thread);
        }
        return thread;
    }
}

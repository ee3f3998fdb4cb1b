package dev.starling.iocp;

import dev.starling.iocp.port.Association;
import dev.starling.iocp.port.Operations;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// The I/O of one event loop: waits at its completion port, and hands out the ends of operations.
public final class IocpIoHandler implements IoHandler {
    /// What closing a socket ends, it ends at once.
    private static final long CLOSED_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long FAILED_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final InternalLogger logger =
            InternalLoggerFactory.getInstance(IocpIoHandler.class);

    private final ThreadAwareExecutor executor;
    private final IocpConfig config;
    private final Port port;
    private final Operations operations;
    private final AtomicBoolean wakePosted = new AtomicBoolean();
    private boolean closed;
    private long drainDeadline;

    /// Makes the port here: a loop may be woken before it runs for the first time.
    IocpIoHandler(Sockets sockets, IocpConfig config, ThreadAwareExecutor executor) {
        this(newPort(sockets, config), Operations::new, config, executor);
    }

    /// With a pool of operations of the caller's.
    IocpIoHandler(
            Port port,
            Function<Port, Operations> pool,
            IocpConfig config,
            ThreadAwareExecutor executor) {
        this.port = port;
        this.config = config;
        this.executor = executor;
        operations = pool.apply(port);
    }

    static Port newPort(Sockets sockets, IocpConfig config) {
        try {
            return sockets.newPort(config.skipsPackets());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// For a `MultiThreadIoEventLoopGroup`.
    public static IoHandlerFactory newFactory() {
        return newFactory(IocpConfig.DEFAULT);
    }

    /// For a `MultiThreadIoEventLoopGroup`. Throws when [Iocp#isAvailable] is false.
    public static IoHandlerFactory newFactory(IocpConfig config) {
        Sockets sockets = Iocp.sockets();
        Objects.requireNonNull(config, "config");
        return executor -> new IocpIoHandler(sockets, config, executor);
    }

    /// Operations of this loop that have not ended: one for a connection that waits to receive, one
    /// for one that sends, eight for a server or a socket of datagrams. Loop only.
    public int operationsUnderWay() {
        return operations.underWay();
    }

    /// Operations of loops that have ended which the system never ended: their memory leaks, on
    /// purpose.
    public static int abandonedOperations() {
        return Operations.abandoned();
    }

    @Override
    public int run(IoHandlerContext context) {
        takePackets(waitMillis(context));
        if (!context.shouldReportActiveIoTime()) {
            return operations.handleEnded();
        }
        long began = System.nanoTime();
        int handled = operations.handleEnded();
        context.reportActiveIoTime(System.nanoTime() - began);
        return handled;
    }

    /// Closes the channels and waits until their operations have ended: now, for later the loop
    /// takes no tasks any more and their pipelines would not hear of it.
    @Override
    public void prepareToDestroy() {
        for (Association association : operations.associations()) {
            association.closeHandle();
        }
        drain();
    }

    @Override
    public void destroy() {
        prepareToDestroy();
        operations.free();
        synchronized (port) {
            closed = true;
            port.close();
        }
    }

    @Override
    public IoRegistration register(IoHandle handle) throws IOException {
        if (!(handle instanceof IocpHandle known)) {
            throw new IllegalArgumentException(
                    "not a channel of this transport: " + handle.getClass().getName());
        }
        return operations.associate(known.socket().handle(), known);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return IocpHandle.class.isAssignableFrom(handleType);
    }

    /// Posts one packet at most until it was taken.
    @Override
    public void wakeup() {
        if (!executor.isExecutorThread(Thread.currentThread())
                && wakePosted.compareAndSet(false, true)) {
            try {
                wake();
            } catch (RuntimeException e) {
                wakePosted.set(false); // or nobody would ever post again
                throw e;
            }
        }
    }

    private void wake() {
        synchronized (port) {
            if (!closed) {
                port.wake();
            }
        }
    }

    /// Waits for what is under way, but not for ever, and not that long each time that this is
    /// asked for while the loop ends. Sockets of which something is left are closed then, which may
    /// be what ends it.
    private void drain() {
        if (drainDeadline == 0) {
            drainDeadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(config.drainMax());
        }
        drainUntil(drainDeadline);
        boolean anyClosed = false;
        for (Association association : operations.associations()) {
            anyClosed |= ((IocpHandle) association.handle()).closeUndrained();
        }
        if (anyClosed) {
            drainUntil(System.nanoTime() + CLOSED_DRAIN_NANOS);
        }
        if (operations.underWay() == 0) {
            drainDeadline = 0; // what is opened meanwhile has its time too
        }
    }

    private void drainUntil(long deadline) {
        while (operations.underWay() > 0) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            takePackets(operations.hasEnded() ? 0 : wholeMillis(left));
            operations.handleEnded();
        }
    }

    private void takePackets(int millis) {
        int count = await(millis);
        for (int i = 0; i < count; i++) {
            long key = port.key(i);
            if (key == Port.WAKE_KEY) {
                // Before the loop looks at its tasks: who adds one after that posts again.
                wakePosted.set(false);
            } else {
                operations.onPacket(key, port.overlapped(i));
            }
        }
    }

    /// Windows may want memory to hand out packets; they stay at the port meanwhile. As in Netty's
    /// own transports a failure neither ends the loop nor has it spin.
    private int await(int millis) {
        try {
            return port.await(millis);
        } catch (IllegalStateException e) {
            logger.warn("nothing could be taken from the completion port, tried again soon", e);
            LockSupport.parkNanos(this, FAILED_WAIT_NANOS);
            return 0;
        }
    }

    private int waitMillis(IoHandlerContext context) {
        if (operations.hasEnded() || !context.canBlock()) {
            return 0;
        }
        if (context.deadlineNanos() == -1) {
            return -1;
        }
        return wholeMillis(context.delayNanos(System.nanoTime()));
    }

    /// Rounded up: a wait that ends before the deadline would be followed by busy ones.
    static int wholeMillis(long nanos) {
        long millis = Math.ceilDiv(nanos, TimeUnit.MILLISECONDS.toNanos(1));
        return Math.clamp(millis, 0, Integer.MAX_VALUE);
    }
}

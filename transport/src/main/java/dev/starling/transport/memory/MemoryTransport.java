package dev.starling.transport.memory;

import dev.starling.transport.Link;
import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.Listener;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import dev.starling.transport.link.PlainLink;
import dev.starling.transport.loop.LoopThread;
import dev.starling.transport.loop.Loops;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Pipes in memory, on one loop of its own.
public final class MemoryTransport implements Transport {
    private static final AtomicInteger NEXT_NUMBER = new AtomicInteger(1);

    private static final long CLOSE_NANOS_MAX = 5_000_000_000L;

    private final MemoryNetwork network;
    private final TransportConfig config;
    private final EventLoop loop = new DefaultEventLoop(MemoryTransport::newThread);
    private final Set<MemoryListener> listeners = new HashSet<>();
    private final Set<PlainLink> links = new HashSet<>();
    private final Object lock = new Object();
    private boolean closed;

    public MemoryTransport(MemoryNetwork network, TransportConfig config) {
        this.network = network;
        this.config = config;
    }

    @Override
    public Listener listen(SocketAddress bind, LinkAcceptor acceptor) throws TransportException {
        MemoryListener listener = new MemoryListener(this, bind, acceptor);
        synchronized (lock) {
            if (closed) {
                throw closedException();
            }
            if (!network.bind(listener)) {
                throw new TransportException(Reason.ADDRESS_IN_USE, bind + " is in use");
            }
            listeners.add(listener);
        }
        return listener;
    }

    @Override
    public CompletableFuture<Link> dial(SocketAddress remote, LinkAcceptor acceptor) {
        CompletableFuture<Link> result = new CompletableFuture<>();
        try {
            loop.execute(() -> open(remote, acceptor, result));
        } catch (RejectedExecutionException _) {
            result.completeExceptionally(closedException());
        }
        return result;
    }

    @Override
    public void close() {
        if (Loops.isLoop()) {
            throw new IllegalStateException("a loop cannot wait for its own end");
        }
        List<MemoryListener> bound;
        List<PlainLink> open;
        synchronized (lock) {
            closed = true;
            bound = List.copyOf(listeners);
            open = List.copyOf(links);
        }
        bound.forEach(MemoryListener::close);
        open.forEach(PlainLink::abort);
        awaitLinks();
        var _ = loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        loop.terminationFuture().awaitUninterruptibly();
    }

    void unbind(MemoryListener listener) {
        network.unbind(listener);
        synchronized (lock) {
            listeners.remove(listener);
        }
    }

    private void open(SocketAddress remote, LinkAcceptor acceptor, CompletableFuture<Link> result) {
        MemoryListener listener = network.at(remote);
        if (listener == null) {
            result.completeExceptionally(
                    new TransportException(
                            Reason.REFUSED, remote + " refused: nobody listens there"));
            return;
        }
        if (result.isDone()) {
            return;
        }
        int readBytes = config.readBytes();
        SocketAddress local = new MemoryAddress("dialled-" + NEXT_NUMBER.getAndIncrement());
        MemoryTransport other = listener.transport();
        MemoryPipe near =
                new MemoryPipe(loop, new MemoryPipe.Config(local, listener.address(), readBytes));
        MemoryPipe far =
                new MemoryPipe(
                        other.loop, new MemoryPipe.Config(listener.address(), local, readBytes));
        MemoryPipe.join(near, far);
        PlainLink link = attach(near);
        if (!other.openLater(far, listener.acceptor())) {
            link.abort();
        }
        link.onOpen(acceptor);
        if (!link.isOpen()) {
            result.completeExceptionally(closedException());
        } else if (!result.complete(link)) {
            link.abort();
        }
    }

    /// False when this transport is closed.
    private boolean openLater(MemoryPipe pipe, LinkAcceptor acceptor) {
        PlainLink link = attach(pipe);
        try {
            loop.execute(() -> link.onOpen(acceptor));
            return true;
        } catch (RejectedExecutionException _) {
            onGone(link);
            return false;
        }
    }

    private PlainLink attach(MemoryPipe pipe) {
        PlainLink link = new PlainLink(pipe, config, PooledByteBufAllocator.DEFAULT, this::onGone);
        pipe.attach(link);
        synchronized (lock) {
            links.add(link);
            if (closed) {
                link.abort();
            }
        }
        return link;
    }

    private void onGone(PlainLink link) {
        synchronized (lock) {
            links.remove(link);
            lock.notifyAll();
        }
    }

    private void awaitLinks() {
        boolean interrupted = false;
        synchronized (lock) {
            long startNanos = System.nanoTime();
            while (!links.isEmpty() && System.nanoTime() - startNanos < CLOSE_NANOS_MAX) {
                try {
                    lock.wait(CLOSE_NANOS_MAX / 1_000_000);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static TransportException closedException() {
        return new TransportException(Reason.CLOSED, "the transport is closed");
    }

    private static Thread newThread(Runnable task) {
        return new LoopThread(task, "starling-memory-" + NEXT_NUMBER.getAndIncrement());
    }
}

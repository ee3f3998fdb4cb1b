package dev.starling.transport.tcp;

import dev.starling.transport.batch.Batch;
import dev.starling.transport.link.Pipe;
import dev.starling.transport.link.PlainLink;
import dev.starling.transport.loop.TurnBudget;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A socket as a pipe.
///
/// When the other side ends, epoll and io_uring read on to the end, even where reading is held
/// back. What they read then waits here: no more than the socket's receive buffer held. In any case
/// a turn hands on so many buffers at most, then other links have theirs.
final class TcpPipe implements Pipe {
    /// How often a link whose other side has ended is asked whether it is still there.
    private static final int WATCH_MILLIS = 400;

    private final SocketChannel channel;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(0);
    private final ArrayDeque<Batch> queued = new ArrayDeque<>(2);
    private @Nullable PlainLink link;
    private boolean reading;
    private final TurnBudget budget = new TurnBudget(TcpOptions.READS_PER_TURN);
    private boolean deliveryPending;
    private boolean handed;
    private boolean inputEnded;
    private boolean endTold;
    private int headUnwrittenBytes;

    TcpPipe(SocketChannel channel) {
        this.channel = channel;
        this.local = channel.localAddress();
        this.remote = channel.remoteAddress();
    }

    void attach(PlainLink plainLink) {
        this.link = plainLink;
    }

    @Override
    public EventExecutor loop() {
        return channel.eventLoop();
    }

    @Override
    public InetSocketAddress localAddress() {
        return local;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void reading(boolean wanted) {
        if (reading == wanted) {
            return;
        }
        reading = wanted;
        if (!inputEnded && channel.isOpen()) {
            // Past the end there is nothing to ask for, and epoll throws: it has let the socket go.
            channel.config().setAutoRead(wanted);
        }
        if (wanted && (inputEnded || !held.isEmpty())) {
            // The caller may be in the middle of something.
            deliverLater();
        }
    }

    @Override
    public void write(Batch batch) {
        queued.add(batch);
        channel.write(batch.buffer().retain()).addListener(f -> onWriteDone((ChannelFuture) f));
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public boolean hasProgressed() {
        Batch head = queued.peek();
        int unwrittenBytes = head == null ? 0 : head.unwrittenBytes();
        boolean progressed = unwrittenBytes != headUnwrittenBytes;
        headUnwrittenBytes = unwrittenBytes;
        return progressed;
    }

    @Override
    public void endOutput() {
        var _ = channel.shutdownOutput();
    }

    @Override
    public void close() {
        var _ = channel.close();
    }

    @Override
    public void abort() {
        try {
            channel.config().setSoLinger(0);
        } catch (ChannelException _) {
            // The socket is dead already: there is nobody left to see a reset.
        }
        var _ = channel.close();
    }

    void onRead(ByteBuf bytes) {
        if (reading && held.isEmpty() && budget.take()) {
            hand(bytes);
            return;
        }
        held.add(bytes);
        if (reading) {
            deliverLater();
        }
    }

    void onReadComplete() {
        if (handed) {
            handed = false;
            link().onTurnEnd();
        }
    }

    void onInputEnd() {
        if (!inputEnded) {
            inputEnded = true;
            watchLater();
        }
        deliver();
    }

    void onBroken() {
        link().onBroken();
    }

    void onInactive() {
        held.forEach(ByteBuf::release);
        held.clear();
        link().onGone();
    }

    private void watchLater() {
        var _ = loop().schedule(this::watch, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Nothing wakes a loop for a reset that follows the other side's end: nothing is left to read.
    private void watch() {
        if (!channel.isOpen() || channel.isOutputShutdown()) {
            return;
        }
        if (TcpStates.isGone(channel)) {
            link().onBroken();
        } else {
            watchLater();
        }
    }

    private void deliverLater() {
        if (!deliveryPending) {
            deliveryPending = true;
            budget.inNextTurn(loop(), this::deliver);
        }
    }

    private void deliver() {
        deliveryPending = false;
        while (reading && !held.isEmpty() && budget.take()) {
            hand(held.remove());
        }
        onReadComplete();
        if (!reading) {
            return;
        }
        if (!held.isEmpty()) {
            deliverLater();
        } else if (inputEnded && !endTold && channel.isOpen()) {
            endTold = true;
            link().onEnd();
        }
    }

    /// The window is the buffer's own view, so that nothing is allocated for a read.
    private void hand(ByteBuf bytes) {
        handed = true;
        try {
            link().onBytes(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()));
        } finally {
            bytes.release();
        }
    }

    private void onWriteDone(ChannelFuture write) {
        Batch batch = queued.remove();
        if (write.isSuccess()) {
            link().onWritten(batch);
        } else {
            link().onGivenUp(batch);
        }
    }

    private PlainLink link() {
        PlainLink current = link;
        if (current == null) {
            throw new IllegalStateException("a pipe is attached to its link before it is used");
        }
        return current;
    }
}

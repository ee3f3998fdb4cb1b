package dev.starling.transport.memory;

import dev.starling.transport.batch.Batch;
import dev.starling.transport.link.Pipe;
import dev.starling.transport.link.PlainLink;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// One end of a pipe in memory.
///
/// Batches are read where they lie: a batch counts as written when the other side has read it, so
/// what is between the ends is never more than the sender's outbox. Each end lives on its own
/// transport's loop; they talk by tasks, which keep their order.
final class MemoryPipe implements Pipe {
    /// Addresses and bounds of one end.
    record Config(SocketAddress local, SocketAddress remote, int readBytes) {}

    private final EventExecutor loop;
    private final Config config;
    private final ArrayDeque<Batch> queued = new ArrayDeque<>(2);
    private final ArrayDeque<Batch> sent = new ArrayDeque<>(2);
    private final ArrayDeque<ByteBuf> incoming = new ArrayDeque<>(2);
    private @Nullable MemoryPipe peer;
    private @Nullable PlainLink link;
    private boolean reading;
    private boolean pumping;
    private boolean inputEnded;
    private boolean endTold;
    private boolean peerGone;
    private boolean gone;
    private int headUnwrittenBytes;

    MemoryPipe(EventExecutor loop, Config config) {
        this.loop = loop;
        this.config = config;
    }

    static void join(MemoryPipe one, MemoryPipe other) {
        one.peer = other;
        other.peer = one;
    }

    void attach(PlainLink plainLink) {
        this.link = plainLink;
    }

    @Override
    public EventExecutor loop() {
        return loop;
    }

    @Override
    public SocketAddress localAddress() {
        return config.local();
    }

    @Override
    public SocketAddress remoteAddress() {
        return config.remote();
    }

    @Override
    public void reading(boolean wanted) {
        reading = wanted;
        if (wanted && !pumping && (inputEnded || !incoming.isEmpty())) {
            pumping = true;
            loop.execute(this::pump);
        }
    }

    @Override
    public void write(Batch batch) {
        queued.add(batch);
    }

    @Override
    public void flush() {
        if (peerGone) {
            loop.execute(() -> link().onBroken());
            return;
        }
        for (Batch batch = queued.poll(); batch != null; batch = queued.poll()) {
            sent.add(batch);
            ByteBuf bytes = batch.buffer().retain();
            tell(() -> peer().onArrival(bytes), bytes::release);
        }
    }

    @Override
    public boolean hasProgressed() {
        // Moved by the other end's loop: a stale value is put right the next time.
        Batch head = sent.peek();
        int unwrittenBytes = head == null ? 0 : head.unwrittenBytes();
        boolean progressed = unwrittenBytes != headUnwrittenBytes;
        headUnwrittenBytes = unwrittenBytes;
        return progressed;
    }

    @Override
    public void endOutput() {
        tell(() -> peer().onInputEnd(), () -> {});
    }

    @Override
    public void close() {
        tell(() -> peer().onPeerClosed(), () -> {});
        loop.execute(this::goAway);
    }

    /// The answer comes when the other side has stopped reading: then it is certain what it read.
    @Override
    public void abort() {
        tell(() -> peer().onCut(), () -> loop.execute(this::goAway));
    }

    private void onArrival(ByteBuf bytes) {
        if (gone) {
            bytes.release();
            return;
        }
        incoming.add(bytes);
        pump();
    }

    private void onInputEnd() {
        inputEnded = true;
        pump();
    }

    private void onPeerClosed() {
        peerGone = true;
        if (!sent.isEmpty()) {
            link().onBroken();
        }
    }

    private void onCut() {
        peerGone = true;
        dropIncoming();
        tell(() -> peer().goAway(), () -> {});
        if (!gone) {
            link().onBroken();
            goAway();
        }
    }

    private void onTaken() {
        Batch batch = sent.poll();
        if (batch != null) {
            link().onWritten(batch);
        }
    }

    /// Hands on what has come, a bounded piece a turn.
    private void pump() {
        pumping = false;
        ByteBuf head = incoming.peek();
        if (gone || !reading) {
            return;
        }
        if (head != null) {
            hand(head);
        } else if (inputEnded && !endTold) {
            endTold = true;
            link().onEnd();
        }
        if (reading && !pumping && (!incoming.isEmpty() || (inputEnded && !endTold))) {
            pumping = true;
            loop.execute(this::pump);
        }
    }

    private void hand(ByteBuf head) {
        int bytes = Math.min(head.readableBytes(), config.readBytes());
        int start = head.readerIndex();
        head.skipBytes(bytes);
        // The head stays even if the reader cuts the link off: that takes a turn of its own.
        link().onBytes(head.nioBuffer(start, bytes));
        link().onTurnEnd();
        if (!head.isReadable()) {
            incoming.remove().release();
            tell(() -> peer().onTaken(), () -> {});
        }
    }

    private void goAway() {
        if (gone) {
            return;
        }
        gone = true;
        dropIncoming();
        giveUp(sent);
        giveUp(queued);
        link().onGone();
    }

    private void giveUp(ArrayDeque<Batch> batches) {
        batches.forEach(link()::onGivenUp);
        batches.clear();
    }

    private void dropIncoming() {
        incoming.forEach(ByteBuf::release);
        incoming.clear();
    }

    private void tell(Runnable task, Runnable otherwise) {
        try {
            peer().loop.execute(task);
        } catch (RejectedExecutionException _) {
            // The other transport is closed.
            otherwise.run();
        }
    }

    private MemoryPipe peer() {
        return attached(peer);
    }

    PlainLink link() {
        return attached(link);
    }

    private static <T> T attached(@Nullable T end) {
        if (end == null) {
            throw new IllegalStateException("a pipe is joined and attached before it is used");
        }
        return end;
    }
}

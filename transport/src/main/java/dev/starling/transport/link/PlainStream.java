package dev.starling.transport.link;

import dev.starling.transport.Closed;
import dev.starling.transport.Link;
import dev.starling.transport.LinkStream;
import dev.starling.transport.SendCounter;
import dev.starling.transport.StreamReader;
import dev.starling.transport.TransportException;
import dev.starling.wire.build.Encoded;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The only stream of a [PlainLink].
final class PlainStream implements LinkStream {
    private final PlainLink link;
    private final Sending sending;
    private final Runnable applyReading;
    private volatile boolean paused;
    private @Nullable StreamReader reader;
    private boolean endTold;
    private boolean opened;
    private boolean comes = true;

    PlainStream(PlainLink link, Sending sending) {
        this.link = link;
        this.sending = sending;
        this.applyReading = link::settle;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public void reader(StreamReader reader) {
        if (!link.loop().inEventLoop() || this.reader != null) {
            throw new IllegalStateException("the reader is set once, from onLink");
        }
        this.reader = reader;
    }

    @Override
    public void counter(SendCounter counter) {
        sending.outbox().counter(counter);
    }

    @Override
    public boolean trySend(Encoded message) {
        return sending.outbox().tryAdd(message);
    }

    @Override
    public boolean tryReply(Encoded message) {
        if (!link.loop().inEventLoop()) {
            throw new IllegalStateException("replies are sent on the link's loop");
        }
        return sending.tryReply(message);
    }

    @Override
    public void send(Encoded message) throws TransportException, InterruptedException {
        sending.outbox().add(message);
    }

    @Override
    public long unwrittenBytes() {
        return sending.outbox().unwrittenBytes();
    }

    /// Ends the outbox in the caller's thread already: what it sends afterwards is refused.
    @Override
    public void end() {
        sending.outbox().end();
        link.onLoop(sending::end);
    }

    @Override
    public void pauseReading() {
        paused = true;
        link.onLoop(applyReading);
    }

    @Override
    public void resumeReading() {
        paused = false;
        link.onLoop(applyReading);
    }

    boolean isPaused() {
        return paused;
    }

    @Nullable StreamReader reader() {
        return reader;
    }

    void onOpen(long nowNanos) {
        opened = true;
        if (reader != null) {
            reader.onOpen(nowNanos);
        }
    }

    /// Whether the reader is to be told with [#onReading].
    boolean isNews(boolean nowComes) {
        return opened && comes != nowComes;
    }

    void onReading(boolean nowComes) {
        comes = nowComes;
        if (reader != null) {
            reader.onReading(nowComes, System.nanoTime());
        }
    }

    void onBytes(ByteBuffer bytes) {
        if (reader != null) {
            reader.onBytes(bytes, System.nanoTime());
        }
    }

    void onTurnEnd() {
        if (reader != null) {
            reader.onTurnEnd();
        }
    }

    void onRoom() {
        if (reader != null) {
            reader.onRoom(System.nanoTime());
        }
    }

    /// Told once.
    void onEnd() {
        boolean first = !endTold;
        endTold = true;
        if (first && reader != null) {
            reader.onEnd(System.nanoTime());
        }
    }

    void onDeadline(long nowNanos) {
        if (reader != null) {
            reader.onDeadline(nowNanos);
        }
    }

    long deadlineNanos() {
        StreamReader current = reader;
        return current == null ? Long.MAX_VALUE : current.deadlineNanos();
    }

    void onClosed(Closed closed) {
        StreamReader current = reader;
        if (current != null) {
            current.onClosed(closed);
        }
    }
}

package dev.starling.transport.guest;

import dev.starling.transport.Closed;
import dev.starling.transport.Closed.How;
import dev.starling.transport.Identity;
import dev.starling.transport.Link;
import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.LinkStream;
import dev.starling.transport.SendCounter;
import dev.starling.transport.StreamReader;
import dev.starling.wire.Offence;
import dev.starling.wire.build.Encoded;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// One link of a [TwinTransport], and the client at its other end.
final class TwinLink implements Link, LinkStream {
    private static final int DEADLINES_AT_ONCE_MAX = 1_000;

    private final TwinTransport transport;
    private final SocketAddress remote;
    private @Nullable StreamReader reader;
    private @Nullable How how;
    private @Nullable Offence offence;
    private boolean isClosedTold;
    private boolean isPaused;
    private int written;

    TwinLink(TwinTransport transport, SocketAddress remote) {
        this.transport = transport;
        this.remote = remote;
    }

    void meet(LinkAcceptor acceptor) {
        acceptor.onLink(this);
        if (reader != null && how == null) {
            reader.onOpen(transport.nowNanos());
        }
        settle();
    }

    /// The client sends bytes that arrive in one read.
    TwinLink sends(byte[]... parts) {
        for (byte[] part : parts) {
            if (how == null) {
                ready().onBytes(ByteBuffer.wrap(part.clone()), transport.nowNanos());
                settle();
            }
        }
        return this;
    }

    /// The client ends its direction.
    void ends() {
        if (how == null) {
            ready().onEnd(transport.nowNanos());
            settle();
        }
    }

    /// The client resets the link.
    void breaks() {
        how = How.RESET_BY_PEER;
        settle();
    }

    /// What a link does after each call: tells the end, once.
    void settle() {
        if (how != null && reader != null && !isClosedTold) {
            isClosedTold = true;
            reader.onClosed(new Closed(how, offence, 0));
        }
    }

    void passUntil(long until) {
        int calls = 0;
        while (how == null && ready().deadlineNanos() - until <= 0) {
            transport.now(ready().deadlineNanos());
            ready().onDeadline(transport.nowNanos());
            settle();
            if (++calls > DEADLINES_AT_ONCE_MAX) {
                throw new AssertionError("a deadline that never passes");
            }
        }
    }

    /// How the link ended, null while it is open.
    @Nullable How how() {
        return how;
    }

    boolean hasReader() {
        return reader != null;
    }

    boolean isPaused() {
        return isPaused;
    }

    /// Messages that somebody tried to write to the client.
    int written() {
        return written;
    }

    private StreamReader ready() {
        if (reader == null) {
            throw new IllegalStateException("the link has no reader");
        }
        return reader;
    }

    @Override
    public SocketAddress localAddress() {
        return InetSocketAddress.createUnresolved("twin", 1);
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public Identity identity() {
        return Identity.UNVERIFIED;
    }

    @Override
    public LinkStream stream() {
        return this;
    }

    @Override
    public boolean isOpen() {
        return how == null;
    }

    @Override
    public void close() {
        how = how == null ? How.CLOSED : how;
    }

    @Override
    public void reset(Offence reason) {
        if (how == null) {
            how = How.RESET_BY_US;
            offence = reason;
        }
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Link link() {
        return this;
    }

    @Override
    public void reader(StreamReader newReader) {
        reader = newReader;
    }

    @Override
    public boolean tryReply(Encoded message) {
        return trySend(message);
    }

    @Override
    public boolean trySend(Encoded message) {
        written++;
        return true;
    }

    @Override
    public void send(Encoded message) {
        written++;
    }

    @Override
    public void counter(SendCounter counter) {}

    @Override
    public long unwrittenBytes() {
        return 0;
    }

    @Override
    public void end() {}

    @Override
    public void pauseReading() {
        if (!isPaused) {
            isPaused = true;
            ready().onReading(false, transport.nowNanos());
        }
    }

    @Override
    public void resumeReading() {
        if (isPaused) {
            isPaused = false;
            ready().onReading(true, transport.nowNanos());
        }
    }
}

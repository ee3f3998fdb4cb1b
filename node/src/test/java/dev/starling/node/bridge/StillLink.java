package dev.starling.node.bridge;

import dev.starling.node.NodeConfig;
import dev.starling.protocol.message.Greeting;
import dev.starling.transport.Closed;
import dev.starling.transport.Closed.How;
import dev.starling.transport.Identity;
import dev.starling.transport.Link;
import dev.starling.transport.LinkStream;
import dev.starling.transport.SendCounter;
import dev.starling.transport.StreamReader;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.build.Encoded;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A link without a pipe: a test moves it and sees what was accepted for its other end.
final class StillLink implements Link, LinkStream {
    private final List<MessageType> sent = new ArrayList<>();
    private final SocketAddress remote;
    private @Nullable StreamReader reader;
    private @Nullable Offence offence;
    private byte[] lastFrame = {};
    private long readBytes;
    private long sentBytes;
    private boolean isFull;
    private boolean isClosed;

    StillLink(String host) {
        this.remote = new InetSocketAddress(host, 1_234);
    }

    StillLink() {
        this("192.0.2.1");
    }

    /// The links of a node that does nothing with what it hears.
    static Links links(NodeConfig config) {
        Handlers.Given nobody =
                new Handlers.Given(
                        (_, _) -> {}, null, (_, _) -> {}, (_, _) -> {}, (_, _) -> {}, _ -> {});
        return new Links(
                new Greeting("node", "test/1", 1, List.of()),
                config,
                new Handlers(nobody, _ -> {}));
    }

    void opens() {
        theReader().onOpen(0);
    }

    void reads(byte[] bytes, long nowNanos) {
        readBytes += bytes.length;
        theReader().onBytes(ByteBuffer.wrap(bytes), nowNanos);
        theReader().onTurnEnd();
    }

    /// Comes back at each deadline until this time.
    void waitsUntil(long nowNanos) {
        while (!isClosed && theReader().deadlineNanos() - nowNanos <= 0) {
            theReader().onDeadline(theReader().deadlineNanos());
        }
    }

    /// From now on nothing more is accepted, or again everything.
    void full(boolean now) {
        isFull = now;
    }

    /// What was accepted since this was asked last.
    List<MessageType> takeSent() {
        List<MessageType> those = List.copyOf(sent);
        sent.clear();
        return those;
    }

    /// The last that was accepted.
    byte[] lastFrame() {
        return lastFrame;
    }

    /// Accepted bytes beyond those that were read.
    long extraBytes() {
        return sentBytes - readBytes;
    }

    boolean hasReader() {
        return reader != null;
    }

    @Nullable Offence offence() {
        return offence;
    }

    @Override
    public SocketAddress localAddress() {
        return remote;
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
        return !isClosed;
    }

    @Override
    public void close() {
        close(new Closed(How.CLOSED, null, 0));
    }

    @Override
    public void reset(Offence why) {
        offence = why;
        close(new Closed(How.RESET_BY_US, why, 0));
    }

    @Override
    public void execute(Runnable task) {
        if (!isClosed) {
            task.run();
        }
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
    public void counter(SendCounter counter) {}

    @Override
    public boolean trySend(Encoded message) {
        if (isFull || isClosed) {
            return false;
        }
        sent.add(message.type());
        sentBytes += message.frameBytes();
        lastFrame = message.toFrame();
        return true;
    }

    @Override
    public boolean tryReply(Encoded message) {
        return trySend(message);
    }

    @Override
    public void send(Encoded message) {
        throw new UnsupportedOperationException("a still link does not wait");
    }

    @Override
    public long unwrittenBytes() {
        return 0;
    }

    @Override
    public void end() {}

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    private StreamReader theReader() {
        return Objects.requireNonNull(reader, "not let in");
    }

    private void close(Closed how) {
        if (!isClosed) {
            isClosed = true;
            if (reader != null) {
                reader.onClosed(how);
            }
        }
    }
}

package dev.starling.node.peer;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.protocol.message.Allowance;
import dev.starling.transport.LinkStream;
import dev.starling.transport.TransportException;
import dev.starling.transport.loop.Loops;
import dev.starling.wire.MessageType;
import dev.starling.wire.build.Encoded;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/// The way out of one link.
///
/// A proven peer is written to straight. Before that, and while messages of [#sendAsync] wait for
/// room, everything passes a lock: so nobody overtakes them, and an unproven client gets no more
/// than its [Allowance].
public final class Outlet {
    private final LinkStream stream;
    private final Allowance allowance;
    private final int waitingBytesMax;
    private final Object lock = new Object();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>(0);
    private long waitingBytes;
    private boolean isLifted;
    private boolean isEnded;
    private boolean isWordRefused; // Loop only.
    private volatile boolean isStraight;

    /// A copy of a message that waits for room, and who wants to know.
    private record Waiting(Copy message, CompletableFuture<Void> accepted) {}

    /// A message that has left its builder.
    private static final class Copy implements Encoded {
        private final MessageType type;
        private final byte[] bytes;

        Copy(Encoded message) {
            type = message.type();
            bytes = new byte[message.sizeBytes()];
            message.copyTo(ByteBuffer.wrap(bytes), 0);
        }

        @Override
        public MessageType type() {
            return type;
        }

        @Override
        public int sizeBytes() {
            return bytes.length;
        }

        @Override
        public void copyTo(ByteBuffer target, int index) {
            target.put(index, bytes);
        }
    }

    /// @param waitingBytesMax bytes of [#sendAsync] that may wait for room
    public Outlet(LinkStream stream, Allowance allowance, int waitingBytesMax) {
        this.stream = stream;
        this.allowance = allowance;
        this.waitingBytesMax = waitingBytesMax;
    }

    /// For the application.
    public boolean trySend(Encoded message) {
        if (isStraight) {
            return stream.trySend(message);
        }
        synchronized (lock) {
            return waiting.isEmpty() && offer(message);
        }
    }

    /// For the exchange, whose words go before what waits. Loop only.
    public boolean trySendFirst(Encoded message) {
        synchronized (lock) {
            if (isEnded) {
                return false;
            }
            if (!allowance.allowsWord(message.frameBytes())) {
                isWordRefused = true;
                return false;
            }
            return counted(stream.tryReply(message), message);
        }
    }

    /// Whether words of the exchange were refused for want of allowance since this was asked last;
    /// asked after each read, with which there is more, or no bound at all. Loop only.
    public boolean takeWordRefused() {
        boolean wasRefused = isWordRefused;
        isWordRefused = false;
        return wasRefused;
    }

    /// Waits for room. Any thread but a loop.
    public void send(Encoded message) throws NodeException, InterruptedException {
        if (Loops.isLoop()) {
            throw new IllegalStateException("send waits and so must not be called on a loop");
        }
        if (!isStraight && sentBeforeStraight(message)) {
            return;
        }
        try {
            stream.send(message);
        } catch (TransportException e) {
            throw ended();
        }
    }

    public CompletableFuture<Void> sendAsync(Encoded message) {
        synchronized (lock) {
            if (isEnded) {
                return CompletableFuture.failedFuture(ended());
            }
            if (waiting.isEmpty() && offer(message)) {
                return CompletableFuture.completedFuture(null);
            }
            if (waitingBytes > 0 && waitingBytes + message.sizeBytes() > waitingBytesMax) {
                return CompletableFuture.failedFuture(
                        new NodeException(Reason.FULL, waitingBytes + " bytes wait for this peer"));
            }
            Waiting last = new Waiting(new Copy(message), new CompletableFuture<>());
            waiting.add(last);
            waitingBytes += last.message.sizeBytes();
            isStraight = false;
            return last.accepted;
        }
    }

    /// So many bytes came from the other side.
    public void onRead(int bytes) {
        if (isStraight) {
            return;
        }
        synchronized (lock) {
            allowance.onRead(bytes);
            drain();
        }
    }

    /// The other side has proven that it hears us: it may be sent anything.
    public void lift() {
        synchronized (lock) {
            isLifted = true;
            allowance.lift();
            drain();
        }
    }

    /// Whether it may be sent anything: it has proven that it hears us, or we called it.
    public boolean isUnbounded() {
        synchronized (lock) {
            return allowance.isLifted();
        }
    }

    /// There is room again.
    public void onRoom() {
        synchronized (lock) {
            drain();
        }
    }

    /// The link is gone: what waits fails.
    public void end() {
        synchronized (lock) {
            isEnded = true;
            isStraight = false;
            waiting.forEach(one -> Completion.fail(one.accepted, ended()));
            waiting.clear();
            waitingBytes = 0;
            lock.notifyAll();
        }
    }

    /// False once the way is straight.
    private boolean sentBeforeStraight(Encoded message) throws NodeException, InterruptedException {
        synchronized (lock) {
            while (!isStraight) {
                if (isEnded) {
                    throw ended();
                }
                if (waiting.isEmpty() && offer(message)) {
                    return true;
                }
                lock.wait();
            }
            return false;
        }
    }

    private boolean offer(Encoded message) {
        return !isEnded
                && allowance.allowsMessage(message.frameBytes())
                && counted(stream.trySend(message), message);
    }

    private boolean counted(boolean isAccepted, Encoded message) {
        if (isAccepted) {
            allowance.onWritten(message.frameBytes());
        }
        return isAccepted;
    }

    private void drain() {
        while (!waiting.isEmpty() && offer(waiting.element().message)) {
            Waiting sent = waiting.remove();
            waitingBytes -= sent.message.sizeBytes();
            Completion.succeed(sent.accepted);
        }
        isStraight = isLifted && waiting.isEmpty() && !isEnded;
        lock.notifyAll();
    }

    private static NodeException ended() {
        return new NodeException(Reason.NOT_CONNECTED, "the link to this peer has ended");
    }
}

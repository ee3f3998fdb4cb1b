package dev.starling.node.io;

import dev.starling.node.NodeException;
import dev.starling.node.home.NodeFailures;
import dev.starling.transport.Closed;
import dev.starling.transport.Closed.How;
import dev.starling.transport.Link;
import dev.starling.transport.LinkStream;
import dev.starling.transport.StreamReader;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportException;
import dev.starling.transport.tcp.TcpTransport;
import dev.starling.wire.Offence;
import dev.starling.wire.build.Encoded;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One connection to a raw port: messages are sent, the end is said, and the other side's close is
/// waited for, which tells whether all of them were taken. For one sending thread.
public final class RawSender implements AutoCloseable {
    private static final Duration STALLED_NEVER = Duration.ofDays(3_650);

    /// How the connection ended.
    public enum Outcome {
        /// The other side has handled everything and closed in order.
        TAKEN,
        /// It reset the connection: it refused a message, or wanted no more.
        CUT_OFF,
        /// It closed in order before everything was sent.
        CLOSED_EARLY,
        /// This side gave it up.
        GIVEN_UP
    }

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final TcpTransport transport;
    private final Link link;
    private volatile long acceptedBytes;
    private volatile boolean isWhole;

    private RawSender(TcpTransport transport, InetSocketAddress remote)
            throws TransportException, InterruptedException {
        this.transport = transport;
        this.link = dialled(remote);
    }

    /// Connects. How long nothing may move afterwards is for the caller to decide: nothing is given
    /// up before [#close].
    ///
    /// @param loops are ended with the sender, also when nobody is reached
    /// @param dialMax how long connecting may take, 1 ns to a day
    /// @throws NodeException `REFUSED`, `UNREACHABLE`, `TIMED_OUT`
    public static RawSender open(IoLoops loops, InetSocketAddress remote, Duration dialMax)
            throws NodeException, InterruptedException {
        TcpTransport transport = new TcpTransport(loops.loops(), config(dialMax));
        boolean isOpen = false;
        try {
            RawSender sender = new RawSender(transport, remote);
            isOpen = true;
            return sender;
        } catch (TransportException e) {
            throw NodeFailures.of(e);
        } finally {
            if (!isOpen) {
                transport.close();
            }
        }
    }

    /// Sends one message, waiting for room; it is copied during the call.
    ///
    /// @throws NodeException `CLOSED` when the connection has ended; [#await] says how
    public void send(Encoded message) throws NodeException, InterruptedException {
        try {
            link.stream().send(message);
            long accepted = acceptedBytes + message.frameBytes();
            acceptedBytes = accepted;
        } catch (TransportException e) {
            throw NodeFailures.of(e);
        }
    }

    /// Nothing more will be sent.
    public void end() {
        isWhole = true;
        link.stream().end();
    }

    /// Bytes handed to the operating system so far, the messages' lengths included; any thread.
    public long sentBytes() {
        return acceptedBytes - link.stream().unwrittenBytes();
    }

    /// Waits so long for the connection's end; null when it has not come yet. Any thread.
    public @Nullable Outcome await(Duration max) throws InterruptedException {
        try {
            return outcome.get(max.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives up what is not taken yet; ends the loops.
    @Override
    public void close() {
        if (outcome.isDone()) {
            link.close();
        } else {
            link.reset(Offence.READER_TOO_SLOW);
        }
        transport.close();
    }

    private static TransportConfig config(Duration dialMax) {
        TransportConfig usual = TransportConfig.DEFAULT;
        return new TransportConfig(
                usual.outboxBytesMax(),
                usual.batchBytes(),
                usual.readBytes(),
                dialMax.toNanos(),
                STALLED_NEVER.toNanos(),
                usual.closeNanosMax());
    }

    private Link dialled(InetSocketAddress remote) throws TransportException, InterruptedException {
        try {
            return transport
                    .dial(remote, opened -> opened.stream().reader(new Ear(opened.stream())))
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportException reason) {
                throw reason;
            }
            throw new IllegalStateException(e);
        }
    }

    /// Hears how the other side takes it.
    private final class Ear implements StreamReader {
        private final LinkStream stream;

        Ear(LinkStream stream) {
            this.stream = stream;
        }

        @Override
        public void onBytes(ByteBuffer bytes, long nowNanos) {
            // A raw port never answers; what something else says is not for us.
        }

        @Override
        public void onEnd(long nowNanos) {
            boolean isAll = isWhole && stream.unwrittenBytes() == 0;
            outcome.complete(isAll ? Outcome.TAKEN : Outcome.CLOSED_EARLY);
        }

        @Override
        public void onClosed(Closed closed) {
            outcome.complete(
                    closed.how() == How.RESET_BY_PEER ? Outcome.CUT_OFF : Outcome.GIVEN_UP);
        }
    }
}

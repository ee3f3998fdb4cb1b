package dev.starling.app.send;

import dev.starling.app.argument.HostPort;
import dev.starling.app.console.Failure;
import dev.starling.transport.Closed;
import dev.starling.transport.Closed.How;
import dev.starling.transport.Link;
import dev.starling.transport.LinkStream;
import dev.starling.transport.StreamReader;
import dev.starling.transport.Transport;
import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import dev.starling.wire.Offence;
import dev.starling.wire.build.Encoded;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One connection over which messages are delivered: sent, half-closed, and waited for until the
/// other side closes in order.
public final class Delivery implements AutoCloseable {
    /// Why it failed; empty when all was delivered.
    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    private final Link link;
    private volatile long acceptedBytes;
    private volatile boolean isWhole;

    private Delivery(Transport transport, SocketAddress remote)
            throws TransportException, InterruptedException {
        this.link = dialled(transport, remote);
    }

    /// Connects.
    public static Delivery open(Transport transport, SocketAddress remote)
            throws Failure, InterruptedException {
        try {
            return new Delivery(transport, remote);
        } catch (TransportException e) {
            throw new Failure(unreached(remote, e), e);
        }
    }

    /// Sends one message, waiting for room.
    ///
    /// @throws Failure when the connection has ended
    public void send(Encoded message) throws Failure, InterruptedException {
        try {
            link.stream().send(message);
            // One thread sends.
            long accepted = acceptedBytes + message.frameBytes();
            acceptedBytes = accepted;
        } catch (TransportException e) {
            throw new Failure(outcome.getNow(String.valueOf(e.getMessage())), e);
        }
    }

    /// Nothing more will be sent.
    public void end() {
        isWhole = true;
        link.stream().end();
    }

    /// Bytes handed to the operating system so far.
    public long sentBytes() {
        return acceptedBytes - link.stream().unwrittenBytes();
    }

    /// Waits so long for the other side's close; false when it has not come yet.
    ///
    /// @throws Failure when the connection ended in any other way
    public boolean await(long millis) throws Failure, InterruptedException {
        try {
            String failure = outcome.get(millis, TimeUnit.MILLISECONDS);
            if (!failure.isEmpty()) {
                throw new Failure(failure);
            }
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Gives up what is not delivered.
    @Override
    public void close() {
        if (outcome.isDone()) {
            link.close();
        } else {
            link.reset(Offence.READER_TOO_SLOW);
        }
    }

    private static String unreached(SocketAddress remote, TransportException e) {
        String address = HostPort.format(remote);
        return e.reason() == Reason.REFUSED
                ? "nobody listens on %s: start it there with 'starling listen --bind %s'"
                        .formatted(address, address)
                : String.valueOf(e.getMessage());
    }

    private Link dialled(Transport transport, SocketAddress remote)
            throws TransportException, InterruptedException {
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
            outcome.complete(isAll ? "" : "the other side closed before everything was sent");
        }

        @Override
        public void onClosed(Closed closed) {
            outcome.complete(reason(closed.how()));
        }

        private static String reason(How how) {
            return how == How.RESET_BY_PEER
                    ? "the other side cut the connection off: it refused a message, or wanted no"
                            + " more; it says why on its own side"
                    : "the connection was given up";
        }
    }
}

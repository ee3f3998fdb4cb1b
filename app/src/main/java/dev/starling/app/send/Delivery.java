package dev.starling.app.send;

import dev.starling.app.argument.HostPort;
import dev.starling.app.console.Failure;
import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.io.IoLoops;
import dev.starling.node.io.RawSender;
import dev.starling.node.io.RawSender.Outcome;
import dev.starling.wire.build.Encoded;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;

/// Messages on their way to a raw port, with what went wrong told to a person.
public final class Delivery implements AutoCloseable {
    private final RawSender sender;

    private Delivery(RawSender sender) {
        this.sender = sender;
    }

    /// Connects. The loops are ended with it.
    public static Delivery open(IoLoops loops, InetSocketAddress remote, Duration dialMax)
            throws Failure, InterruptedException {
        try {
            return new Delivery(RawSender.open(loops, remote, dialMax));
        } catch (NodeException e) {
            throw new Failure(unreached(remote, e), e);
        }
    }

    /// Sends one message, waiting for room.
    ///
    /// @throws Failure when the connection has ended
    public void send(Encoded message) throws Failure, InterruptedException {
        try {
            sender.send(message);
        } catch (NodeException e) {
            Outcome outcome = sender.await(Duration.ZERO);
            throw new Failure(
                    outcome == null ? String.valueOf(e.getMessage()) : clause(outcome), e);
        }
    }

    /// Nothing more will be sent.
    public void end() {
        sender.end();
    }

    /// Bytes handed to the operating system so far.
    public long sentBytes() {
        return sender.sentBytes();
    }

    /// Waits so long for the other side's close; false when it has not come yet.
    ///
    /// @throws Failure when the connection ended in any other way
    public boolean await(long millis) throws Failure, InterruptedException {
        Outcome outcome = sender.await(Duration.ofMillis(millis));
        if (outcome != null && outcome != Outcome.TAKEN) {
            throw new Failure(clause(outcome));
        }
        return outcome != null;
    }

    /// Gives up what is not delivered.
    @Override
    public void close() {
        sender.close();
    }

    private static String clause(Outcome outcome) {
        return switch (outcome) {
            case TAKEN -> "";
            case CUT_OFF ->
                    "the other side cut the connection off: it refused a message, or wanted no"
                            + " more; it says why on its own side";
            case CLOSED_EARLY -> "the other side closed before everything was sent";
            case GIVEN_UP -> "the connection was given up";
        };
    }

    private static String unreached(SocketAddress remote, NodeException e) {
        String address = HostPort.format(remote);
        return e.reason() == Reason.REFUSED
                ? "nobody listens on %s: start it there with 'starling listen --bind %s'"
                        .formatted(address, address)
                : String.valueOf(e.getMessage());
    }
}

package dev.starling.transport;

import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;

/// One kind of pipe: it listens and it dials.
///
/// Every implementation passes `TransportContract`.
public interface Transport extends AutoCloseable {
    /// Starts to listen; bound when it returns. `acceptor` meets each link that comes in.
    ///
    /// @throws TransportException when the address cannot be bound: `ADDRESS_IN_USE`,
    ///   `ADDRESS_NOT_AVAILABLE`
    Listener listen(SocketAddress bind, LinkAcceptor acceptor) throws TransportException;

    /// Dials; `acceptor` meets the link on its loop before the future completes. The future fails
    /// with a [TransportException]: `REFUSED`, `UNREACHABLE`, `TIMED_OUT`, `CLOSED`. Cancelling it
    /// gives up the dial and closes what was opened.
    CompletableFuture<Link> dial(SocketAddress remote, LinkAcceptor acceptor);

    /// Stops listening, resets every link, ends the threads and returns when they have ended.
    /// Idempotent. Not from a loop.
    @Override
    void close();
}

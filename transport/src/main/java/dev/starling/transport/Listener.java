package dev.starling.transport;

import java.net.SocketAddress;

/// A bound address that takes links in until it is closed.
public interface Listener extends AutoCloseable {
    /// The address as bound: a port 0 has become the one that was picked.
    SocketAddress address();

    /// Links that came and could not be taken in, for want of open files as a rule. After one the
    /// listener rests for a second; who comes meanwhile waits.
    long failedAccepts();

    /// Takes no more links in; those that are open stay. Idempotent.
    @Override
    void close();
}

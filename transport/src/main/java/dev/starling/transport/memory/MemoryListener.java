package dev.starling.transport.memory;

import dev.starling.transport.LinkAcceptor;
import dev.starling.transport.Listener;
import java.net.SocketAddress;

/// A name that takes links in.
final class MemoryListener implements Listener {
    private final MemoryTransport transport;
    private final SocketAddress address;
    private final LinkAcceptor acceptor;

    MemoryListener(MemoryTransport transport, SocketAddress address, LinkAcceptor acceptor) {
        this.transport = transport;
        this.address = address;
        this.acceptor = acceptor;
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    /// Memory runs out of no open files.
    @Override
    public long failedAccepts() {
        return 0;
    }

    @Override
    public void close() {
        transport.unbind(this);
    }

    MemoryTransport transport() {
        return transport;
    }

    LinkAcceptor acceptor() {
        return acceptor;
    }
}

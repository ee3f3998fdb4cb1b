package dev.starling.transport.memory;

import dev.starling.transport.Transport;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportContract;
import java.net.SocketAddress;

/// Pipes in memory keep the promises of every transport.
final class MemoryTransportTest extends TransportContract {
    private final MemoryNetwork network = new MemoryNetwork();
    private int addresses;

    @Override
    protected Transport create(TransportConfig config) {
        return new MemoryTransport(network, config);
    }

    @Override
    protected SocketAddress freeAddress() {
        return new MemoryAddress("place-" + addresses++);
    }

    @Override
    protected SocketAddress nobodyAddress() {
        return new MemoryAddress("nowhere");
    }
}

package dev.starling.transport.tcp;

import dev.starling.transport.Transport;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.TransportContract;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// What TCP must do on every mechanism.
abstract class TcpTransportContract extends TransportContract {
    protected abstract Mechanism mechanism();

    @Override
    protected Transport create(TransportConfig config) {
        return new TcpTransport(Loops.open(mechanism(), 0), config);
    }

    @Override
    protected SocketAddress freeAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    protected SocketAddress nobodyAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }
}

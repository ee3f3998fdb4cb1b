package dev.starling.transport.tcp;

import dev.starling.transport.loop.Mechanism;

/// TCP on epoll.
final class EpollTransportTest extends TcpTransportContract {
    @Override
    protected Mechanism mechanism() {
        return Mechanism.EPOLL;
    }
}

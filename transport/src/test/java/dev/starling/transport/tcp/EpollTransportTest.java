package dev.starling.transport.tcp;

import dev.starling.transport.loop.Mechanism;

/// TCP on epoll.
final class EpollTransportTest extends TcpResetContract {
    @Override
    protected Mechanism mechanism() {
        return Mechanism.EPOLL;
    }
}

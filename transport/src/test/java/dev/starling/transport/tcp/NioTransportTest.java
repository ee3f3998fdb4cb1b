package dev.starling.transport.tcp;

import dev.starling.transport.loop.Mechanism;

/// TCP on nio.
final class NioTransportTest extends TcpResetContract {
    @Override
    protected Mechanism mechanism() {
        return Mechanism.NIO;
    }
}

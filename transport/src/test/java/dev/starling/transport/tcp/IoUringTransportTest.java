package dev.starling.transport.tcp;

import dev.starling.transport.loop.Mechanism;

/// TCP on io_uring.
final class IoUringTransportTest extends TcpResetContract {
    @Override
    protected Mechanism mechanism() {
        return Mechanism.IO_URING;
    }
}

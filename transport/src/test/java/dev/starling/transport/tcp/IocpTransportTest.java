package dev.starling.transport.tcp;

import dev.starling.transport.loop.Mechanism;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// TCP on completion ports.
@Tag("windows")
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class IocpTransportTest extends TcpResetContract {
    @Override
    protected Mechanism mechanism() {
        return Mechanism.IOCP;
    }
}

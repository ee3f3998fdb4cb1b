package dev.starling.iocp.port;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class WindowsPortTest extends PortContract {
    @Override
    Sockets sockets() throws IOException {
        return new WindowsSockets();
    }

    @Override
    ByteBuf buffer(int bytes) {
        return Unpooled.directBuffer(bytes);
    }

    @Override
    boolean tellsEveryCode() {
        return true;
    }
}

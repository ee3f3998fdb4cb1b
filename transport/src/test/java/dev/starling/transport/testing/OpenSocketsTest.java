package dev.starling.transport.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(
        value = {OS.LINUX, OS.WINDOWS},
        disabledReason = "sockets are counted nowhere else")
final class OpenSocketsTest {
    @Test
    void aSocketCountsUntilItIsClosed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int before = OpenSockets.count();
            assertThat(before).isPositive();
            try (Socket _ = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket _ = server.accept()) {
                assertThat(OpenSockets.count()).isEqualTo(before + 2);
            }
            assertThat(OpenSockets.count()).isEqualTo(before);
        }
    }
}

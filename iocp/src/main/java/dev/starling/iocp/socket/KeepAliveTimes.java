package dev.starling.iocp.socket;

import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.UnknownOptionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The times of a connection's keep-alive probes.
///
/// Windows before 10 has no options for them, but one call that sets two of them together and turns
/// the probes on; it never tells them, and its number of probes is fixed. Under the lock of its
/// socket.
final class KeepAliveTimes {
    private static final int IDLE_SECONDS = 7_200;
    private static final int INTERVAL_SECONDS = 1;

    private final NativeSocket socket;
    private int idleSeconds = IDLE_SECONDS;
    private int intervalSeconds = INTERVAL_SECONDS;

    KeepAliveTimes(NativeSocket socket) {
        this.socket = socket;
    }

    /// The value of an option of `TCP_KEEP…`; null when this Windows does not have it.
    @Nullable Integer get(int option) throws IOException {
        try {
            return socket.option(Codes.IPPROTO_TCP, option);
        } catch (UnknownOptionException _) {
            return switch (option) {
                case Codes.TCP_KEEPIDLE -> idleSeconds;
                case Codes.TCP_KEEPINTVL -> intervalSeconds;
                default -> null;
            };
        }
    }

    /// Whether this Windows has the option; it is set then.
    boolean set(int option, int value) throws IOException {
        try {
            socket.setOption(Codes.IPPROTO_TCP, option, value);
            return true;
        } catch (UnknownOptionException _) {
            switch (option) {
                case Codes.TCP_KEEPIDLE -> idleSeconds = value;
                case Codes.TCP_KEEPINTVL -> intervalSeconds = value;
                default -> {
                    return false;
                }
            }
            setTogether();
            return true;
        }
    }

    private void setTogether() throws IOException {
        ByteBuffer times = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        times.putInt(1).putInt(millis(idleSeconds)).putInt(millis(intervalSeconds));
        socket.setControl(Codes.SIO_KEEPALIVE_VALS, times.array());
    }

    private static int millis(int seconds) {
        return Math.clamp(1_000L * seconds, 0, Integer.MAX_VALUE);
    }
}

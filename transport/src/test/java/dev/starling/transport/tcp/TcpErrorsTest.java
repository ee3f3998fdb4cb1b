package dev.starling.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.transport.TransportException;
import dev.starling.transport.TransportException.Reason;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Errors.NativeIoException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a failure means, in whatever language the system has put it.
final class TcpErrorsTest {
    private static final InetSocketAddress HERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 9_000);

    @Test
    void knowsWhatADialMeetsByNumberOrType() {
        assertDial(Reason.REFUSED, new ConnectException("Verbindungsaufbau abgelehnt"));
        assertDial(Reason.REFUSED, connect(-111));
        assertDial(Reason.TIMED_OUT, connect(-110));
        assertDial(Reason.TIMED_OUT, new ConnectException("Connection timed out"));
        assertDial(Reason.TIMED_OUT, new ConnectTimeoutException("zu spät"));
        assertDial(Reason.UNREACHABLE, connect(-99));
        assertDial(Reason.UNREACHABLE, new NoRouteToHostException("Keine Route, refused"));
        assertDial(Reason.UNREACHABLE, null);
    }

    @Test
    void knowsAPortInUseByNumberOrByProof() throws Exception {
        BindException german = new BindException("Die Adresse wird bereits verwendet");
        try (ServerSocket taken = new ServerSocket(0, 1, HERE.getAddress())) {
            InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
            assertBind(Reason.ADDRESS_IN_USE, address, german);
        }
        // Loads the library that knows the system's words.
        assertThat(Epoll.isAvailable()).isTrue();
        assertBind(Reason.ADDRESS_IN_USE, HERE, bind(-98));
        assertBind(Reason.ADDRESS_NOT_AVAILABLE, HERE, bind(-99));
        // An address for documents: no machine has it.
        InetSocketAddress foreign = new InetSocketAddress("192.0.2.1", 9_000);
        assertBind(Reason.ADDRESS_NOT_AVAILABLE, foreign, german);
        InetSocketAddress privileged = new InetSocketAddress(HERE.getAddress(), 80);
        assertBind(
                Reason.ADDRESS_NOT_AVAILABLE, privileged, new BindException("Keine Berechtigung"));
        assertBind(Reason.ADDRESS_IN_USE, privileged, new BindException("Address already in use"));
    }

    @Test
    void repeatsTheSystemsWordsWithoutNettys() {
        assertThat(TcpErrors.onDial(HERE, connect(-99)))
                .hasMessageEndingWith("cannot be reached: Grund");
    }

    private static ConnectException connect(int error) {
        return new ConnectException("finishConnect(..) failed with error(" + error + "): Grund");
    }

    private static NativeIoException bind(int error) {
        return new NativeIoException("bind", error);
    }

    private static void assertDial(Reason reason, @Nullable Throwable cause) {
        TransportException failure = TcpErrors.onDial(HERE, cause);
        assertThat(failure.reason()).as("%s", cause).isEqualTo(reason);
    }

    private static void assertBind(Reason reason, InetSocketAddress address, Throwable cause) {
        TransportException failure = TcpErrors.onBind(address, cause);
        assertThat(failure.reason()).as("%s", cause).isEqualTo(reason);
    }
}

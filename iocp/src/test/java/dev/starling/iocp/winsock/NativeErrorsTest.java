package dev.starling.iocp.winsock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Windows' codes become, on any system.
final class NativeErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "WSARecv, 10054, Connection reset",
        "WSASend, 64, Connection reset",
        "WSASend, 10053, Connection aborted",
        "WSASend, 10058, Broken pipe",
        "WSASocketW, 10024, Too many open sockets",
        "WSASend, 10055, No buffer space",
        "WSARecv, 10060, Connection timed out",
        "WSASend, 4711, Input/output error"
    })
    void aFailureHasItsWordsAndItsCode(String call, int code, String words) {
        IOException failure = NativeErrors.exception(call, code);
        assertThat(failure)
                .hasMessageStartingWith(words)
                .hasMessageEndingWith("(" + call + " failed with Windows error " + code + ")")
                .isExactlyInstanceOf(SocketException.class);
    }

    /// What users tell apart by type.
    @Test
    void theTypeIsThatOfOtherTransports() {
        assertThat(NativeErrors.exception("ConnectEx", Codes.WSAECONNREFUSED))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("Connection refused");
        assertThat(NativeErrors.exception("ConnectEx", Codes.WSAETIMEDOUT))
                .isInstanceOf(ConnectException.class);
        assertThat(NativeErrors.exception("ConnectEx", Codes.WSAENETUNREACH))
                .isInstanceOf(NoRouteToHostException.class);
        assertThat(NativeErrors.exception("ConnectEx", Codes.WSAEHOSTUNREACH))
                .isInstanceOf(NoRouteToHostException.class);
        assertThat(NativeErrors.exception("bind", Codes.WSAEADDRINUSE))
                .isInstanceOf(BindException.class);
        assertThat(NativeErrors.exception("bind", Codes.WSAEACCES))
                .isInstanceOf(BindException.class);
        assertThat(NativeErrors.exception("setsockopt", Codes.WSAENOPROTOOPT))
                .isInstanceOf(UnknownOptionException.class);
        assertThat(NativeErrors.portUnreachable("WSARecvFrom", Codes.WSAECONNRESET))
                .isInstanceOf(PortUnreachableException.class);
    }

    @Test
    void aUsersMistakeIsNoFailureOfTheNetwork() {
        assertThatThrownBy(() -> NativeErrors.failure("shutdown", Codes.WSAENOTCONN))
                .isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(() -> NativeErrors.failure("connect", Codes.WSAEISCONN))
                .isInstanceOf(AlreadyConnectedException.class);
        assertThat(NativeErrors.failure("bind", Codes.WSAEADDRINUSE))
                .isInstanceOf(BindException.class);
    }

    /// By the headers of Windows: what a driver says, and what Winsock makes of it.
    @ParameterizedTest
    @CsvSource({
        "00000000, 0",
        "00000103, 997",
        "c0000120, 995",
        "c000013b, 10053",
        "c0000241, 10053",
        "c000020d, 10054",
        "c000020c, 10054",
        "c000013c, 10054",
        "c000023f, 10054",
        "c0000236, 10061",
        "c00000b5, 10060",
        "c000023c, 10051",
        "c000023d, 10065",
        "c000009a, 10055",
        "c0000017, 10055",
        "80000005, 10040",
        "c0000024, 10038",
        "c0000008, 10038",
        "c0000001, -1"
    })
    void aStatusOfADriverIsACodeOfWinsock(String status, int code) {
        assertThat(NativeErrors.codeOf(Integer.parseUnsignedInt(status, 16))).isEqualTo(code);
    }
}

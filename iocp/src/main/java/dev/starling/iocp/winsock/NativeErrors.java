package dev.starling.iocp.winsock;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.NotYetConnectedException;

/// What a code of Windows is to a user of Netty: the exceptions and words of its other transports,
/// the code behind them.
public final class NativeErrors {
    private static final int STATUS_PENDING = 0x103;

    private NativeErrors() {}

    /// The Winsock code of an operation's NTSTATUS, or -1 for one that only Windows can tell.
    ///
    /// What became of an operation is written as the status of its driver, not as a code of
    /// Winsock.
    public static int codeOf(int ntStatus) {
        return switch (ntStatus) {
            case 0 -> 0;
            case STATUS_PENDING -> Codes.ERROR_IO_PENDING;
            case 0xc0000120 -> Codes.ERROR_OPERATION_ABORTED; // CANCELLED
            case 0xc000020d, 0xc000013c, 0xc000020c -> Codes.WSAECONNRESET;
            case 0xc0000241, 0xc000013b -> Codes.WSAECONNABORTED; // and LOCAL_DISCONNECT
            case 0xc0000236 -> Codes.WSAECONNREFUSED;
            case 0xc00000b5 -> Codes.WSAETIMEDOUT; // IO_TIMEOUT
            case 0xc000023c -> Codes.WSAENETUNREACH;
            case 0xc000023d -> Codes.WSAEHOSTUNREACH;
            case 0xc000023f -> Codes.WSAECONNRESET; // PORT_UNREACHABLE, of a datagram that was sent
            case 0xc000009a, 0xc0000017 -> Codes.WSAENOBUFS;
            case 0x80000005 -> Codes.WSAEMSGSIZE; // BUFFER_OVERFLOW: the rest is lost
            case 0xc0000024, 0xc0000008 -> Codes.WSAENOTSOCK;
            default -> -1;
        };
    }

    /// The exception for the failure of `call`.
    public static IOException exception(String call, int code) {
        String text = text(call, code);
        return switch (code) {
            case Codes.WSAECONNREFUSED -> new ConnectException(text);
            case Codes.WSAETIMEDOUT ->
                    // Not of a connection that was there: who sees this tries again what it sent.
                    call.equals("ConnectEx")
                            ? new ConnectException(text)
                            : new SocketException(text);
            case Codes.WSAEADDRINUSE, Codes.WSAEADDRNOTAVAIL, Codes.WSAEACCES ->
                    call.equals("bind") || call.equals("listen")
                            ? new BindException(text)
                            : new SocketException(text);
            case Codes.WSAENOPROTOOPT -> new UnknownOptionException(text);
            case Codes.WSAEHOSTUNREACH, Codes.WSAENETUNREACH -> new NoRouteToHostException(text);
            default -> new SocketException(text);
        };
    }

    /// The exception for a datagram socket that heard that nobody is there.
    public static IOException portUnreachable(String call, int code) {
        return new PortUnreachableException(text(call, code));
    }

    /// Throws what is a user's mistake rather than the network's; otherwise the exception.
    public static IOException failure(String call, int code) {
        return switch (code) {
            case Codes.WSAENOTCONN -> throw new NotYetConnectedException();
            case Codes.WSAEISCONN -> throw new AlreadyConnectedException();
            default -> exception(call, code);
        };
    }

    private static String text(String call, int code) {
        return words(code) + " (" + call + " failed with Windows error " + code + ")";
    }

    private static String words(int code) {
        return switch (code) {
            case Codes.WSAECONNRESET, Codes.ERROR_NETNAME_DELETED -> "Connection reset";
            case Codes.WSAECONNABORTED -> "Connection aborted by this host";
            case Codes.WSAECONNREFUSED -> "Connection refused";
            case Codes.WSAETIMEDOUT -> "Connection timed out";
            case Codes.WSAENETUNREACH -> "Network is unreachable";
            case Codes.WSAEHOSTUNREACH -> "No route to host";
            case Codes.WSAEADDRINUSE -> "Address already in use";
            case Codes.WSAEADDRNOTAVAIL -> "Cannot assign requested address";
            case Codes.WSAEACCES -> "Permission denied, or another socket holds the port alone";
            case Codes.WSAEMFILE -> "Too many open sockets";
            case Codes.WSAENOBUFS -> "No buffer space available";
            case Codes.WSAEMSGSIZE -> "Message too long";
            case Codes.WSAESHUTDOWN -> "Broken pipe: the output was shut down";
            case Codes.WSAEINVAL -> "Invalid argument";
            case Codes.WSAENOPROTOOPT -> "No such option here";
            case Codes.WSAENOTSOCK -> "The socket is closed";
            case Codes.ERROR_OPERATION_ABORTED -> "Operation cancelled";
            default -> "Input/output error";
        };
    }
}

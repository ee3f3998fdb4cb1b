package dev.starling.iocp.winsock;

import static dev.starling.iocp.winsock.Dll.INT;
import static dev.starling.iocp.winsock.Dll.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// `ws2_32.dll`: sockets. Every call answers as Windows' own does: 0 or [Codes#SOCKET_ERROR], the
/// code then in the `LastError`.
public final class Ws2 {
    private static final Dll DLL = new Dll("ws2_32");
    private static final MethodHandle STARTUP = DLL.function("WSAStartup", INT, INT, LONG);
    private static final MethodHandle SOCKET =
            DLL.failing("WSASocketW", LONG, INT, INT, INT, LONG, INT, INT);
    private static final MethodHandle CLOSE = DLL.failing("closesocket", INT, LONG);
    private static final MethodHandle BIND = DLL.failing("bind", INT, LONG, LONG, INT);
    private static final MethodHandle CONNECT = DLL.failing("connect", INT, LONG, LONG, INT);
    private static final MethodHandle LISTEN = DLL.failing("listen", INT, LONG, INT);
    private static final MethodHandle SHUTDOWN = DLL.failing("shutdown", INT, LONG, INT);
    private static final MethodHandle LOCAL = DLL.failing("getsockname", INT, LONG, LONG, LONG);
    private static final MethodHandle REMOTE = DLL.failing("getpeername", INT, LONG, LONG, LONG);
    private static final MethodHandle SET_OPTION =
            DLL.failing("setsockopt", INT, LONG, INT, INT, LONG, INT);
    private static final MethodHandle OPTION =
            DLL.failing("getsockopt", INT, LONG, INT, INT, LONG, LONG);
    private static final MethodHandle IOCTL = DLL.failing("ioctlsocket", INT, LONG, INT, LONG);
    private static final MethodHandle WSA_IOCTL =
            DLL.failing("WSAIoctl", INT, LONG, INT, LONG, INT, LONG, INT, LONG, LONG, LONG);
    private static final MethodHandle RECV = DLL.failing("recv", INT, LONG, LONG, INT, INT);
    private static final MethodHandle SEND = DLL.failing("send", INT, LONG, LONG, INT, INT);
    private static final MethodHandle WSA_SEND =
            DLL.failing("WSASend", INT, LONG, LONG, INT, LONG, INT, LONG, LONG);
    private static final MethodHandle WSA_RECV =
            DLL.failing("WSARecv", INT, LONG, LONG, INT, LONG, LONG, LONG, LONG);
    private static final MethodHandle WSA_SEND_TO =
            DLL.failing("WSASendTo", INT, LONG, LONG, INT, LONG, INT, LONG, INT, LONG, LONG);
    private static final MethodHandle WSA_RECV_FROM =
            DLL.failing("WSARecvFrom", INT, LONG, LONG, INT, LONG, LONG, LONG, LONG, LONG, LONG);
    private static final MethodHandle RESULT =
            DLL.failing("WSAGetOverlappedResult", INT, LONG, LONG, LONG, INT, LONG);

    static {
        // Counted by Windows and never taken back: sockets live as long as the process may.
        int code = startup();
        if (code != 0) {
            throw new UnsatisfiedLinkError("WSAStartup failed with " + code);
        }
    }

    private static int startup() {
        try (Arena arena = Arena.ofConfined()) {
            return (int) STARTUP.invokeExact(0x0202, arena.allocate(512).address());
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    private Ws2() {}

    public static long socket(LastError error, int family, int type, int flags) {
        try {
            return (long) SOCKET.invokeExact(error.segment, family, type, 0, 0L, 0, flags);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int closesocket(LastError error, long socket) {
        try {
            return (int) CLOSE.invokeExact(error.segment, socket);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int bind(LastError error, long socket, long address, int addressBytes) {
        try {
            return (int) BIND.invokeExact(error.segment, socket, address, addressBytes);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int connect(LastError error, long socket, long address, int addressBytes) {
        try {
            return (int) CONNECT.invokeExact(error.segment, socket, address, addressBytes);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int listen(LastError error, long socket, int backlog) {
        try {
            return (int) LISTEN.invokeExact(error.segment, socket, backlog);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int shutdown(LastError error, long socket, int how) {
        try {
            return (int) SHUTDOWN.invokeExact(error.segment, socket, how);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int getsockname(LastError error, long socket, long address, long addressBytes) {
        try {
            return (int) LOCAL.invokeExact(error.segment, socket, address, addressBytes);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int getpeername(LastError error, long socket, long address, long addressBytes) {
        try {
            return (int) REMOTE.invokeExact(error.segment, socket, address, addressBytes);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int setsockopt(
            LastError error, long socket, int level, int option, MemorySegment value) {
        try {
            return (int)
                    SET_OPTION.invokeExact(
                            error.segment,
                            socket,
                            level,
                            option,
                            value.address(),
                            (int) value.byteSize());
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int getsockopt(
            LastError error, long socket, int level, int option, long value, long valueBytes) {
        try {
            return (int)
                    OPTION.invokeExact(error.segment, socket, level, option, value, valueBytes);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int ioctlsocket(LastError error, long socket, int command, long argument) {
        try {
            return (int) IOCTL.invokeExact(error.segment, socket, command, argument);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// Waits for the end of what it starts: only for commands that end at once.
    public static int wsaIoctl(
            LastError error, long socket, int command, MemorySegment in, MemorySegment out) {
        try (Arena arena = Arena.ofConfined()) {
            return (int)
                    WSA_IOCTL.invokeExact(
                            error.segment,
                            socket,
                            command,
                            in.address(),
                            (int) in.byteSize(),
                            out.address(),
                            (int) out.byteSize(),
                            arena.allocate(INT).address(),
                            0L,
                            0L);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// What has come, without waiting: the socket does not block.
    public static int recv(LastError error, long socket, long address, int bytesMax, int flags) {
        try {
            return (int) RECV.invokeExact(error.segment, socket, address, bytesMax, flags);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int send(LastError error, long socket, long address, int bytes) {
        try {
            return (int) SEND.invokeExact(error.segment, socket, address, bytes, 0);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int wsaSend(
            LastError error, long socket, long buffers, int count, long sent, long overlapped) {
        try {
            return (int)
                    WSA_SEND.invokeExact(
                            error.segment, socket, buffers, count, sent, 0, overlapped, 0L);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int wsaRecv(
            LastError error,
            long socket,
            long buffers,
            long received,
            long flags,
            long overlapped) {
        try {
            return (int)
                    WSA_RECV.invokeExact(
                            error.segment, socket, buffers, 1, received, flags, overlapped, 0L);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    public static int wsaSendTo(
            LastError error,
            long socket,
            long buffers,
            int count,
            long address,
            int addressBytes,
            long overlapped) {
        try {
            return (int)
                    WSA_SEND_TO.invokeExact(
                            error.segment,
                            socket,
                            buffers,
                            count,
                            0L,
                            0,
                            address,
                            addressBytes,
                            overlapped,
                            0L);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// `addressBytes` is where the room for the address is said and then its length.
    public static int wsaRecvFrom(
            LastError error,
            long socket,
            long buffers,
            long flags,
            long address,
            long addressBytes,
            long overlapped) {
        try {
            return (int)
                    WSA_RECV_FROM.invokeExact(
                            error.segment,
                            socket,
                            buffers,
                            1,
                            0L,
                            flags,
                            address,
                            addressBytes,
                            overlapped,
                            0L);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// 0 when the operation failed, its Winsock code then in the `LastError`. Does not wait.
    ///
    /// @param numbers room for two of 4 bytes: what was transferred, and flags
    public static int wsaGetOverlappedResult(
            LastError error, long socket, long overlapped, long numbers) {
        try {
            return (int)
                    RESULT.invokeExact(
                            error.segment, socket, overlapped, numbers, 0, numbers + Integer.BYTES);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }
}

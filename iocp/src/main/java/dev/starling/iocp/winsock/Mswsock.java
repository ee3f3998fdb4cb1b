package dev.starling.iocp.winsock;

import static dev.starling.iocp.winsock.Dll.INT;
import static dev.starling.iocp.winsock.Dll.LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;

/// `mswsock.dll`: accepting and connecting as operations. Windows hands these functions out by
/// their addresses, for a socket; those of its own TCP serve every TCP socket.
public final class Mswsock {
    private static final byte[] ACCEPT_EX = guid(0xb5367df1, 0xcbac, 0x11cf, 0x95ca00805f48a192L);
    private static final byte[] ADDRESSES = guid(0xb5367df2, 0xcbac, 0x11cf, 0x95ca00805f48a192L);
    private static final byte[] CONNECT_EX = guid(0x25a207b9, 0xddf3, 0x4660, 0x8ee976e58c74063eL);

    private static final MethodHandle ACCEPT =
            find(ACCEPT_EX, INT, LONG, LONG, LONG, INT, INT, INT, LONG, LONG);
    private static final MethodHandle CONNECT =
            find(CONNECT_EX, INT, LONG, LONG, INT, LONG, INT, LONG, LONG);
    private static final MethodHandle ACCEPTED =
            find(ADDRESSES, INT, LONG, INT, INT, INT, LONG, LONG, LONG, LONG);

    private Mswsock() {}

    /// Finds the functions now, rather than on the loop that needs them first.
    public static void find() {
        // the class has done that when this is called
    }

    /// `accepted` is a fresh socket; `addresses` is room for two, which Windows writes to, and so
    /// is `received` for a number. Nothing is received with it: a client that says nothing would
    /// hold the accept. 0 when it failed.
    public static int acceptEx(
            LastError error,
            long listening,
            long accepted,
            long addresses,
            long received,
            long overlapped) {
        try {
            return (int)
                    ACCEPT.invokeExact(
                            error.segment,
                            listening,
                            accepted,
                            addresses,
                            0,
                            Layouts.ACCEPT_ADDRESS_BYTES,
                            Layouts.ACCEPT_ADDRESS_BYTES,
                            received,
                            overlapped);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// Where the address of the other side stands in what an accept has written.
    public static long remoteAddress(LastError error, long addresses) {
        try (Arena arena = Arena.ofConfined()) {
            long local = arena.allocate(LONG).address();
            long localBytes = arena.allocate(LONG).address();
            MemorySegment remote = arena.allocate(LONG);
            long remoteBytes = arena.allocate(LONG).address();
            int _ =
                    (int)
                            ACCEPTED.invokeExact(
                                    error.segment,
                                    addresses,
                                    0,
                                    Layouts.ACCEPT_ADDRESS_BYTES,
                                    Layouts.ACCEPT_ADDRESS_BYTES,
                                    local,
                                    localBytes,
                                    remote.address(),
                                    remoteBytes);
            return remote.get(LONG, 0);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    /// The socket must be bound. 0 when it failed.
    public static int connectEx(
            LastError error, long socket, long address, int addressBytes, long overlapped) {
        try {
            return (int)
                    CONNECT.invokeExact(
                            error.segment, socket, address, addressBytes, 0L, 0, 0L, overlapped);
        } catch (Throwable t) {
            throw Dll.defect(t);
        }
    }

    private static MethodHandle find(byte[] guid, MemoryLayout result, MemoryLayout... arguments) {
        LastError error = LastError.ofThread();
        long socket =
                Ws2.socket(error, Codes.AF_INET, Codes.SOCK_STREAM, Codes.WSA_FLAG_OVERLAPPED);
        if (socket == Codes.INVALID_SOCKET) {
            throw new UnsatisfiedLinkError("no TCP socket: Winsock error " + error.code());
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, guid);
            MemorySegment out = arena.allocate(LONG);
            int command = Codes.SIO_GET_EXTENSION_FUNCTION_POINTER;
            if (Ws2.wsaIoctl(error, socket, command, in, out) != 0) {
                throw new UnsatisfiedLinkError("no AcceptEx or ConnectEx: error " + error.code());
            }
            return Dll.failingAt(MemorySegment.ofAddress(out.get(LONG, 0)), result, arguments);
        } finally {
            Ws2.closesocket(error, socket);
        }
    }

    /// As in memory: three numbers with the low byte first, then eight bytes as they are written.
    private static byte[] guid(int first, int second, int third, long rest) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putInt(Integer.reverseBytes(first));
        bytes.putShort(Short.reverseBytes((short) second));
        bytes.putShort(Short.reverseBytes((short) third));
        return bytes.putLong(rest).array();
    }
}

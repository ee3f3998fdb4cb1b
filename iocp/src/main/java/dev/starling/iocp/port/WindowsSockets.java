package dev.starling.iocp.port;

import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.LastError;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.Mswsock;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.NativeMemory;
import dev.starling.iocp.winsock.SocketAddresses;
import dev.starling.iocp.winsock.Ws2;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;

/// Winsock.
public final class WindowsSockets implements Sockets {
    private final int preferredFamily = hasIpv6() ? Codes.AF_INET6 : Codes.AF_INET;

    /// Throws when this Windows lacks a call that is needed later.
    public WindowsSockets() {
        Mswsock.find();
    }

    @Override
    public Port newPort(boolean maySkipPackets) throws IOException {
        return new WindowsPort(maySkipPackets);
    }

    @Override
    public int preferredFamily() {
        return preferredFamily;
    }

    /// No program that this one starts inherits it.
    @Override
    public long open(int family, int type) throws IOException {
        LastError error = LastError.ofThread();
        int flags = Codes.WSA_FLAG_OVERLAPPED | Codes.WSA_FLAG_NO_HANDLE_INHERIT;
        long socket = Ws2.socket(error, family, type, flags);
        if (socket == Codes.INVALID_SOCKET) {
            throw NativeErrors.exception("WSASocketW", error.code());
        }
        try {
            setBlocking(socket, false);
            return socket;
        } catch (IOException e) {
            Ws2.closesocket(error, socket);
            throw e;
        }
    }

    /// A socket that never waits would not close while it lingers, and stay open.
    @Override
    public void close(long socket, boolean lingers) throws IOException {
        LastError error = LastError.ofThread();
        try {
            if (lingers) {
                setBlocking(socket, true);
            }
        } finally {
            check("closesocket", error, Ws2.closesocket(error, socket));
        }
    }

    @Override
    public void bind(long socket, int family, InetSocketAddress address) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long at = arena.allocate(Layouts.ADDRESS_BYTES_MAX).address();
            int bytes = SocketAddresses.write(address, family, at);
            check("bind", error, Ws2.bind(error, socket, at, bytes));
        }
    }

    @Override
    public void listen(long socket, int backlog) throws IOException {
        LastError error = LastError.ofThread();
        check("listen", error, Ws2.listen(error, socket, backlog));
    }

    @Override
    public void connect(long socket, int family, InetSocketAddress address) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long at = arena.allocate(Layouts.ADDRESS_BYTES_MAX).address();
            int bytes = SocketAddresses.write(address, family, at);
            check("connect", error, Ws2.connect(error, socket, at, bytes));
        }
    }

    @Override
    public void disconnect(long socket, int family) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long at = arena.allocate(Layouts.ADDRESS_BYTES_MAX).address();
            int bytes = SocketAddresses.writeNone(family, at);
            check("connect", error, Ws2.connect(error, socket, at, bytes));
        }
    }

    @Override
    public void shutdown(long socket, int how) throws IOException {
        LastError error = LastError.ofThread();
        check("shutdown", error, Ws2.shutdown(error, socket, how));
    }

    @Override
    public int receiveNow(long socket, long address, int bytesMax) throws IOException {
        LastError error = LastError.ofThread();
        int received = Ws2.recv(error, socket, address, bytesMax, 0);
        if (received > 0) {
            return received;
        }
        if (received == 0) {
            return END;
        }
        int code = error.code();
        if (code != Codes.WSAEWOULDBLOCK) {
            throw NativeErrors.exception("recv", code);
        }
        return NOTHING;
    }

    @Override
    public boolean hasEnded(long socket) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long room = arena.allocate(1).address();
            int received = Ws2.recv(error, socket, room, 1, Codes.MSG_PEEK);
            if (received < 0 && error.code() != Codes.WSAEWOULDBLOCK) {
                throw NativeErrors.exception("recv", error.code());
            }
            return received == 0;
        }
    }

    @Override
    public boolean isReset(long socket) {
        LastError error = LastError.ofThread();
        return Ws2.send(error, socket, 0, 0) < 0 && error.code() != Codes.WSAEWOULDBLOCK;
    }

    @Override
    public InetSocketAddress localAddress(long socket) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = addressRoom(arena);
            long length = room.address() + Layouts.ADDRESS_BYTES_MAX;
            check("getsockname", error, Ws2.getsockname(error, socket, room.address(), length));
            return SocketAddresses.read(room.address());
        }
    }

    @Override
    public InetSocketAddress remoteAddress(long socket) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment room = addressRoom(arena);
            long length = room.address() + Layouts.ADDRESS_BYTES_MAX;
            check("getpeername", error, Ws2.getpeername(error, socket, room.address(), length));
            return SocketAddresses.read(room.address());
        }
    }

    @Override
    public void accepted(long socket, long listening) throws IOException {
        byte[] handle = new byte[Long.BYTES];
        for (int i = 0; i < handle.length; i++) {
            handle[i] = (byte) (listening >> (8 * i));
        }
        setOption(socket, Codes.SOL_SOCKET, Codes.SO_UPDATE_ACCEPT_CONTEXT, handle);
    }

    @Override
    public void connected(long socket) throws IOException {
        setOption(socket, Codes.SOL_SOCKET, Codes.SO_UPDATE_CONNECT_CONTEXT, new byte[0]);
    }

    @Override
    public int option(long socket, int level, int option) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            long value = arena.allocate(2 * Long.BYTES, Long.BYTES).address();
            NativeMemory.writeInt(value + Long.BYTES, Integer.BYTES);
            int result = Ws2.getsockopt(error, socket, level, option, value, value + Long.BYTES);
            check("getsockopt", error, result);
            return NativeMemory.readInt(value);
        }
    }

    @Override
    public void setOption(long socket, int level, int option, int value) throws IOException {
        byte[] bytes = {
            (byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)
        };
        setOption(socket, level, option, bytes);
    }

    @Override
    public void setOption(long socket, int level, int option, byte[] value) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, value);
            check("setsockopt", error, Ws2.setsockopt(error, socket, level, option, in));
        }
    }

    @Override
    public void setControl(long socket, int control, byte[] value) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_BYTE, value);
            check("WSAIoctl", error, Ws2.wsaIoctl(error, socket, control, in, MemorySegment.NULL));
        }
    }

    private static void setBlocking(long socket, boolean blocking) throws IOException {
        LastError error = LastError.ofThread();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment argument = arena.allocateFrom(ValueLayout.JAVA_INT, blocking ? 0 : 1);
            int result = Ws2.ioctlsocket(error, socket, Codes.FIONBIO, argument.address());
            check("ioctlsocket", error, result);
        }
    }

    private static MemorySegment addressRoom(Arena arena) {
        MemorySegment room = arena.allocate(Layouts.ADDRESS_BYTES_MAX + Integer.BYTES, Long.BYTES);
        NativeMemory.writeInt(
                room.address() + Layouts.ADDRESS_BYTES_MAX, Layouts.ADDRESS_BYTES_MAX);
        return room;
    }

    /// And nobody has asked the JVM to do without.
    private static boolean hasIpv6() {
        if (Boolean.getBoolean("java.net.preferIPv4Stack")) {
            return false;
        }
        LastError error = LastError.ofThread();
        long socket =
                Ws2.socket(error, Codes.AF_INET6, Codes.SOCK_STREAM, Codes.WSA_FLAG_OVERLAPPED);
        return socket != Codes.INVALID_SOCKET && Ws2.closesocket(error, socket) == 0;
    }

    private static void check(String call, LastError error, int result) throws IOException {
        if (result != 0) {
            throw NativeErrors.failure(call, error.code());
        }
    }
}

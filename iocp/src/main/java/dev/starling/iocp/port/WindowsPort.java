package dev.starling.iocp.port;

import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.Kernel32;
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
import java.net.InetSocketAddress;

/// A completion port of Windows.
final class WindowsPort implements Port {
    private static final int PACKETS_MAX = 256;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment entries =
            arena.allocate((long) PACKETS_MAX * Layouts.ENTRY_BYTES, Long.BYTES);
    private final MemorySegment number = arena.allocate(Long.BYTES, Long.BYTES);
    private final boolean maySkipPackets;
    private final long port;
    private final LastError wakeError = new LastError();
    private boolean isOwned;
    private LastError error = LastError.ofThread();

    WindowsPort(boolean maySkipPackets) throws IOException {
        this.maySkipPackets = maySkipPackets;
        port = Kernel32.createIoCompletionPort(error, Codes.INVALID_HANDLE, 0, 0);
        if (port == 0) {
            arena.close();
            throw NativeErrors.exception("CreateIoCompletionPort", error.code());
        }
    }

    @Override
    public boolean associate(long socket, long key) throws IOException {
        own();
        if (Kernel32.createIoCompletionPort(error, socket, port, key) == 0) {
            throw NativeErrors.exception("CreateIoCompletionPort", error.code());
        }
        return maySkipPackets && isStreamOfTheSystem(socket) && skipsPackets(socket);
    }

    @Override
    public int send(long socket, long buffers, int count, long overlapped) {
        int result = Ws2.wsaSend(error, socket, buffers, count, number.address(), overlapped);
        return ended(result, overlapped);
    }

    @Override
    public int receive(long socket, long buffers, long flags, long overlapped) {
        int result = Ws2.wsaRecv(error, socket, buffers, number.address(), flags, overlapped);
        return ended(result, overlapped);
    }

    @Override
    public int sendTo(
            long socket, long buffers, int count, long address, int addressBytes, long overlapped) {
        int result =
                Ws2.wsaSendTo(error, socket, buffers, count, address, addressBytes, overlapped);
        return result == 0 ? 0 : error.code();
    }

    @Override
    public int receiveFrom(
            long socket,
            long buffers,
            long flags,
            long address,
            long addressBytes,
            long overlapped) {
        int result =
                Ws2.wsaRecvFrom(error, socket, buffers, flags, address, addressBytes, overlapped);
        return result == 0 ? 0 : error.code();
    }

    @Override
    public int accept(
            long listening, long accepted, long addresses, long received, long overlapped) {
        int done = Mswsock.acceptEx(error, listening, accepted, addresses, received, overlapped);
        return done != 0 ? 0 : error.code();
    }

    @Override
    public InetSocketAddress accepted(long addresses) {
        return SocketAddresses.read(Mswsock.remoteAddress(error, addresses));
    }

    @Override
    public int connect(long socket, long address, int addressBytes, long overlapped) {
        int done = Mswsock.connectEx(error, socket, address, addressBytes, overlapped);
        return done != 0 ? 0 : error.code();
    }

    /// What has ended already cannot be cancelled, and that is no failure.
    @Override
    public void cancel(long socket, long overlapped) {
        if (Kernel32.cancelIoEx(error, socket, overlapped) == 0
                && error.code() != Codes.ERROR_NOT_FOUND) {
            throw new IllegalStateException("CancelIoEx failed with error " + error.code());
        }
    }

    @Override
    public int code(long socket, long overlapped) {
        int done = Ws2.wsaGetOverlappedResult(error, socket, overlapped, number.address());
        return done != 0 ? 0 : error.code();
    }

    @Override
    public int await(int millis) {
        own();
        if (Kernel32.getQueuedCompletionStatusEx(error, port, entries, number, millis) != 0) {
            return NativeMemory.readInt(number.address());
        }
        if (error.code() != Codes.WAIT_TIMEOUT) {
            throw new IllegalStateException(
                    "GetQueuedCompletionStatusEx failed with error " + error.code());
        }
        return 0;
    }

    @Override
    public long key(int index) {
        return NativeMemory.readLong(entry(index) + Layouts.ENTRY_KEY);
    }

    @Override
    public long overlapped(int index) {
        return NativeMemory.readLong(entry(index) + Layouts.ENTRY_OVERLAPPED);
    }

    @Override
    public void wake() {
        if (Kernel32.postQueuedCompletionStatus(wakeError, port, WAKE_KEY) == 0) {
            throw new IllegalStateException(
                    "PostQueuedCompletionStatus failed with error " + wakeError.code());
        }
    }

    @Override
    public void close() {
        Kernel32.closeHandle(LastError.ofThread(), port);
        arena.close();
    }

    /// Ports are made by another thread than the one that uses them, and codes are put down by
    /// thread.
    private void own() {
        if (!isOwned) {
            error = LastError.ofThread();
            isOwned = true;
        }
    }

    /// The number of bytes is said by the call when nothing else will say it.
    private int ended(int result, long overlapped) {
        if (result != 0) {
            return error.code();
        }
        long bytes = Integer.toUnsignedLong(NativeMemory.readInt(number.address()));
        NativeMemory.writeLong(overlapped + Layouts.OVERLAPPED_TRANSFERRED, bytes);
        return 0;
    }

    /// Filters that other programs put before sockets post packets in spite of this mode.
    private boolean isStreamOfTheSystem(long socket) {
        try (Arena room = Arena.ofConfined()) {
            MemorySegment info = room.allocate(Layouts.PROTOCOL_INFO_BYTES, Long.BYTES);
            MemorySegment length = room.allocate(Long.BYTES);
            NativeMemory.writeInt(length.address(), Layouts.PROTOCOL_INFO_BYTES);
            int result =
                    Ws2.getsockopt(
                            error,
                            socket,
                            Codes.SOL_SOCKET,
                            Codes.SO_PROTOCOL_INFO,
                            info.address(),
                            length.address());
            long at = info.address();
            return result == 0
                    && NativeMemory.readInt(at + Layouts.PROTOCOL_INFO_TYPE) == Codes.SOCK_STREAM
                    && NativeMemory.readInt(at + Layouts.PROTOCOL_INFO_CHAIN_LENGTH) == 1
                    && (NativeMemory.readInt(at + Layouts.PROTOCOL_INFO_FLAGS)
                                    & Codes.XP1_IFS_HANDLES)
                            != 0;
        }
    }

    /// Not for datagrams: what came too long is answered as a failure and posts a packet all the
    /// same. The handle's event, which nobody waits for, would be set each time otherwise.
    private boolean skipsPackets(long socket) {
        int modes = Codes.SKIP_PACKET_ON_SUCCESS | Codes.SKIP_EVENT_ON_HANDLE;
        return Kernel32.setFileCompletionNotificationModes(error, socket, modes) != 0;
    }

    private long entry(int index) {
        return entries.address() + (long) index * Layouts.ENTRY_BYTES;
    }
}

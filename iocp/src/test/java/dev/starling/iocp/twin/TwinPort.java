package dev.starling.iocp.twin;

import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.SocketAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// A port of the twin: at each wait some of what may end ends, and some of the packets come.
final class TwinPort implements Port {
    private record Packet(long key, long overlapped) {}

    private final TwinSystem system;
    private final boolean skips;
    private final List<Packet> posted = new ArrayList<>();
    private final List<Packet> taken = new ArrayList<>();
    private boolean closed;

    TwinPort(TwinSystem system, boolean skips) {
        this.system = system;
        this.skips = skips;
    }

    @Override
    public boolean associate(long handle, long key) throws IOException {
        TwinSocket socket = system.open(handle);
        if (socket.port != null) {
            throw NativeErrors.exception("CreateIoCompletionPort", Codes.ERROR_INVALID_PARAMETER);
        }
        socket.port = this;
        socket.key = key;
        socket.skips = skips && !socket.isDatagram;
        return socket.skips;
    }

    @Override
    public int send(long handle, long buffers, int count, long overlapped) {
        TwinSocket socket = system.open(handle);
        system.violations.when(count == 0, "a send of nothing");
        if (socket.end == null || socket.end.closed) {
            return Codes.WSAENOTCONN;
        }
        if (system.trouble(40)) {
            system.happened.add(Happening.FAILED_AT_ONCE);
            return system.chance(2) ? Codes.WSAECONNRESET : Codes.WSAENOBUFS;
        }
        return start(
                new TwinOperation(OperationKind.SEND, socket, overlapped).with(buffers, count));
    }

    @Override
    public int receive(long handle, long buffers, long flags, long overlapped) {
        TwinSocket socket = system.open(handle);
        if (socket.end == null) {
            return Codes.WSAENOTCONN;
        }
        if (socket.inputShutdown) {
            return Codes.WSAESHUTDOWN;
        }
        return start(new TwinOperation(OperationKind.RECEIVE, socket, overlapped).with(buffers, 1));
    }

    @Override
    public int sendTo(
            long handle, long buffers, int count, long address, int addressBytes, long overlapped) {
        TwinSocket socket = system.open(handle);
        system.violations.when(!socket.isDatagram, "a datagram over a connection");
        InetSocketAddress recipient =
                addressBytes == 0 ? socket.remote : SocketAddresses.read(address);
        if (recipient == null) {
            return Codes.WSAENOTCONN;
        }
        if (system.trouble(40)) {
            system.happened.add(Happening.FAILED_AT_ONCE);
            return Codes.WSAENOBUFS;
        }
        return start(
                new TwinOperation(OperationKind.SEND_TO, socket, overlapped)
                        .with(buffers, count)
                        .to(recipient));
    }

    @Override
    public int receiveFrom(
            long handle,
            long buffers,
            long flags,
            long address,
            long addressBytes,
            long overlapped) {
        TwinSocket socket = system.open(handle);
        if (socket.local == null) {
            return Codes.WSAEINVAL;
        }
        if (system.trouble(60)) {
            system.happened.add(Happening.FAILED_AT_ONCE);
            return system.chance(2) ? Codes.WSAECONNRESET : Codes.WSAENOBUFS;
        }
        return start(
                new TwinOperation(OperationKind.RECEIVE_FROM, socket, overlapped)
                        .with(buffers, 1)
                        .from(address));
    }

    @Override
    public int accept(
            long listening, long accepted, long addresses, long received, long overlapped) {
        TwinSocket socket = system.open(listening);
        if (system.trouble(30)) {
            return system.chance(2) ? Codes.WSAECONNRESET : Codes.WSAENOBUFS;
        }
        return start(
                new TwinOperation(OperationKind.ACCEPT, socket, overlapped)
                        .into(accepted, addresses));
    }

    @Override
    public InetSocketAddress accepted(long addresses) {
        return SocketAddresses.read(addresses);
    }

    @Override
    public int connect(long handle, long address, int addressBytes, long overlapped) {
        TwinSocket socket = system.open(handle);
        if (socket.local == null) {
            return Codes.WSAEINVAL;
        }
        InetSocketAddress target = SocketAddresses.read(address);
        socket.remote = target;
        return start(new TwinOperation(OperationKind.CONNECT, socket, overlapped));
    }

    @Override
    public void cancel(long handle, long overlapped) {
        for (TwinOperation operation : system.open(handle).underWay) {
            if (overlapped == 0 || operation.overlapped == overlapped) {
                operation.cancelled = true;
            }
        }
    }

    @Override
    public int code(long socket, long overlapped) {
        throw new IllegalStateException("the twin uses no status that only Windows can tell");
    }

    /// Waits without end are those of a test that forgot something: nothing comes by itself.
    @Override
    public int await(int millis) {
        system.violations.when(closed, "a wait at a closed port");
        system.step();
        taken.clear();
        while (!posted.isEmpty() && !system.trouble(4)) {
            taken.add(posted.remove(system.below(posted.size())));
        }
        for (Packet packet : List.copyOf(taken)) {
            if (packet.key() != WAKE_KEY && system.trouble(25)) {
                system.happened.add(Happening.PACKET_TWICE);
                posted.add(packet);
            }
        }
        return taken.size();
    }

    @Override
    public long key(int index) {
        return taken.get(index).key();
    }

    @Override
    public long overlapped(int index) {
        return taken.get(index).overlapped();
    }

    @Override
    public void wake() {
        posted.add(new Packet(WAKE_KEY, 0));
    }

    @Override
    public void close() {
        closed = true;
    }

    void post(TwinOperation operation) {
        posted.add(new Packet(operation.socket.key, operation.overlapped));
    }

    /// Under way, or done at once.
    private int start(TwinOperation operation) {
        TwinSocket socket = operation.socket;
        if (system.chance(2) && system.mayEnd(operation) && system.endWell(operation)) {
            if (socket.skips) {
                system.happened.add(Happening.DONE_AT_ONCE_WITHOUT_A_PACKET);
            } else {
                system.happened.add(Happening.DONE_AT_ONCE_WITH_A_PACKET);
                post(operation);
            }
            if (operation.status == TwinSystem.CUT_OFF) {
                // A call that fails with this has its packet posted all the same.
                return Codes.WSAEMSGSIZE;
            }
            return 0;
        }
        system.happened.add(Happening.UNDER_WAY);
        socket.underWay.add(operation);
        return Codes.ERROR_IO_PENDING;
    }
}

package dev.starling.iocp.twin;

import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.NativeMemory;
import dev.starling.iocp.winsock.SocketAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A port of the twin: at each wait some of what may end ends, and some of the packets come.
final class TwinPort implements Port {
    /// The end of an operation, or a wake-up.
    ///
    /// @param isStray whether the operation has ended without it
    /// @param uses of its slot when it was posted
    /// @param dueTurn before which it is not taken
    private record Packet(
            @Nullable TwinOperation operation, boolean isStray, int uses, int dueTurn) {}

    private static final Packet WAKE_UP = new Packet(null, false, 0, 0);
    private static final int LATE_TURNS_MAX = 60;

    private final TwinSystem system;
    private final TwinSlots slots;
    private final boolean skips;
    private final List<Packet> posted = new ArrayList<>();
    private final List<Packet> late = new ArrayList<>();
    private final List<Packet> taken = new ArrayList<>();
    private boolean closed;
    private int turn;
    private int lastMark;

    TwinPort(TwinSystem system, boolean skips) {
        this.system = system;
        this.skips = skips;
        slots = new TwinSlots(system);
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
        TwinSocket socket = called(handle, overlapped);
        system.violations.when(count == 0, "a send of nothing");
        if (socket.end == null || socket.end.closed) {
            return Codes.WSAENOTCONN;
        }
        if (system.trouble(40)) {
            return failed();
        }
        return start(operation(OperationKind.SEND, socket, overlapped).with(buffers, count));
    }

    @Override
    public int receive(long handle, long buffers, long flags, long overlapped) {
        TwinSocket socket = called(handle, overlapped);
        checkFlags(flags);
        if (socket.end == null) {
            return Codes.WSAENOTCONN;
        }
        if (socket.inputShutdown) {
            return Codes.WSAESHUTDOWN;
        }
        return start(
                operation(OperationKind.RECEIVE, socket, overlapped)
                        .with(buffers, 1)
                        .telling(flags));
    }

    @Override
    public int sendTo(
            long handle, long buffers, int count, long address, int addressBytes, long overlapped) {
        TwinSocket socket = called(handle, overlapped);
        system.violations.when(!socket.isDatagram, "a datagram over a connection");
        InetSocketAddress recipient =
                addressBytes == 0 ? socket.remote : SocketAddresses.read(address);
        if (recipient == null) {
            return Codes.WSAENOTCONN;
        }
        if (system.trouble(40)) {
            return failed();
        }
        return start(
                operation(OperationKind.SEND_TO, socket, overlapped)
                        .with(buffers, count)
                        .to(recipient, address, addressBytes));
    }

    @Override
    public int receiveFrom(
            long handle,
            long buffers,
            long flags,
            long address,
            long addressBytes,
            long overlapped) {
        TwinSocket socket = called(handle, overlapped);
        checkFlags(flags);
        system.violations.when(
                NativeMemory.readInt(addressBytes) < Layouts.ADDRESS_BYTES_MAX,
                "no room for the address of a sender");
        if (socket.local == null) {
            return Codes.WSAEINVAL;
        }
        if (system.trouble(60)) {
            return failed();
        }
        return start(
                operation(OperationKind.RECEIVE_FROM, socket, overlapped)
                        .with(buffers, 1)
                        .telling(flags)
                        .from(address, addressBytes));
    }

    @Override
    public int accept(
            long listening, long accepted, long addresses, long received, long overlapped) {
        TwinSocket socket = called(listening, overlapped);
        if (system.trouble(30)) {
            return failed();
        }
        return start(
                operation(OperationKind.ACCEPT, socket, overlapped)
                        .into(accepted, addresses, received));
    }

    @Override
    public InetSocketAddress accepted(long addresses) {
        return SocketAddresses.read(addresses);
    }

    @Override
    public int connect(long handle, long address, int addressBytes, long overlapped) {
        TwinSocket socket = called(handle, overlapped);
        if (socket.local == null) {
            return Codes.WSAEINVAL;
        }
        if (system.trouble(60)) {
            return failed();
        }
        socket.remote = SocketAddresses.read(address);
        return start(operation(OperationKind.CONNECT, socket, overlapped));
    }

    @Override
    public void cancel(long handle, long overlapped) {
        if (system.isLayered()) {
            throw new IllegalStateException("CancelIoEx failed with error 6");
        }
        for (TwinOperation operation : system.open(handle).underWay) {
            if (overlapped == 0 || operation.overlapped == overlapped) {
                operation.cancelled = true;
            }
        }
    }

    /// Asking that of a socket which was closed meanwhile is a failure too, and does no harm.
    @Override
    public int code(long handle, long overlapped) {
        if (system.find(handle) == null) {
            return Codes.WSAENOTSOCK;
        }
        int status = NativeMemory.readInt(overlapped + Layouts.OVERLAPPED_STATUS);
        return system.kernel.code(status);
    }

    /// Waits without end are those of a test that forgot something: nothing comes by itself.
    @Override
    public int await(int millis) {
        system.violations.when(closed, "a wait at a closed port");
        system.step();
        turn++;
        for (int i = late.size() - 1; i >= 0; i--) {
            if (late.get(i).dueTurn() <= turn) {
                posted.add(late.remove(i));
            }
        }
        taken.clear();
        while (!posted.isEmpty() && !system.trouble(4)) {
            take(posted.remove(system.below(posted.size())));
        }
        return taken.size();
    }

    @Override
    public long key(int index) {
        TwinOperation operation = taken.get(index).operation();
        return operation == null ? WAKE_KEY : operation.socket.key;
    }

    @Override
    public long overlapped(int index) {
        TwinOperation operation = taken.get(index).operation();
        return operation == null ? 0 : operation.overlapped;
    }

    @Override
    public void wake() {
        posted.add(WAKE_UP);
    }

    @Override
    public void close() {
        closed = true;
    }

    void post(TwinOperation operation) {
        posted.add(new Packet(operation, false, slots.uses(operation.overlapped), 0));
    }

    private void take(Packet packet) {
        TwinOperation operation = packet.operation();
        if (operation == null) {
            taken.add(packet);
            return;
        }
        if (!packet.isStray()) {
            system.kernel.checkMemory(operation);
            slots.giveBack(operation);
        } else if (slots.isAmbiguous(operation, packet.uses())) {
            return;
        } else if (slots.owner(operation.overlapped) != null) {
            system.happened.add(Happening.STALE_GENERATION);
        }
        taken.add(packet);
        if (system.trouble(12)) {
            system.happened.add(Happening.PACKET_TWICE);
            int due = turn + system.below(LATE_TURNS_MAX);
            late.add(new Packet(operation, true, packet.uses(), due));
        }
    }

    /// A call with the memory of an operation.
    private TwinSocket called(long handle, long overlapped) {
        slots.onCall(overlapped);
        return system.open(handle);
    }

    private void checkFlags(long flags) {
        system.violations.when(NativeMemory.readInt(flags) != 0, "flags that nobody has set");
    }

    private TwinOperation operation(OperationKind kind, TwinSocket socket, long overlapped) {
        return new TwinOperation(kind, socket, overlapped, ++lastMark);
    }

    private int failed() {
        system.happened.add(Happening.FAILED_AT_ONCE);
        return system.kernel.anyCode();
    }

    /// Under way, or done at once.
    private int start(TwinOperation operation) {
        if (system.chance(2) && system.kernel.mayEnd(operation)) {
            if (operation.kind == OperationKind.SEND_TO && system.chance(2)) {
                return sayDone(operation);
            }
            if (system.kernel.endWell(operation)) {
                return doneAtOnce(operation);
            }
        }
        system.happened.add(Happening.UNDER_WAY);
        slots.own(operation);
        operation.socket.underWay.add(operation);
        return Codes.ERROR_IO_PENDING;
    }

    /// The datagram is read later: nobody may rely on more than its packet.
    private int sayDone(TwinOperation operation) {
        system.happened.add(Happening.DONE_AT_ONCE_BUT_READ_LATER);
        operation.saidToBeDone = true;
        slots.own(operation);
        operation.socket.underWay.add(operation);
        return 0;
    }

    private int doneAtOnce(TwinOperation operation) {
        if (operation.socket.skips) {
            system.happened.add(Happening.DONE_AT_ONCE_WITHOUT_A_PACKET);
            return 0;
        }
        system.happened.add(Happening.DONE_AT_ONCE_WITH_A_PACKET);
        if (operation.status == TwinKernel.CUT_OFF) {
            // A call that fails with this has its packet posted all the same.
            posted.add(new Packet(operation, true, slots.uses(operation.overlapped), 0));
            return Codes.WSAEMSGSIZE;
        }
        slots.own(operation);
        post(operation);
        return 0;
    }
}

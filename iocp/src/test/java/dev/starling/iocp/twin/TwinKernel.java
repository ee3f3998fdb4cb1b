package dev.starling.iocp.twin;

import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.NativeMemory;
import dev.starling.iocp.winsock.SocketAddresses;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Ends the operations of the twin. It writes into the memory of an operation and of its buffers
/// when the operation ends, and reads what is sent then and not before.
final class TwinKernel {
    static final int CUT_OFF = 0x80000005;
    private static final int CANCELLED = 0xc0000120;
    private static final int RESET = 0xc000020d;
    private static final int REFUSED = 0xc0000236;
    private static final int NO_HANDLE = 0xc0000008;
    private static final int ACCEPTED_MARK = 0x11;

    /// One that no table of ours has, `STATUS_INVALID_DEVICE_STATE`.
    private static final int OF_NO_TABLE = 0xc0000184;

    /// All that the table has, and that one.
    private static final int[] FAILURES =
            IntStream.concat(
                            IntStream.range(0x80000000, 0x80000400),
                            IntStream.range(0xc0000000, 0xc0000400))
                    .filter(status -> NativeErrors.codeOf(status) > 0 || status == OF_NO_TABLE)
                    .toArray();

    private final TwinSystem system;
    private final List<TwinOperation> ofClosedSockets = new ArrayList<>();

    TwinKernel(TwinSystem system) {
        this.system = system;
    }

    /// The code that the system has for a status which no table of ours has.
    int code(int status) {
        system.violations.when(status != OF_NO_TABLE, "asked for a code that is known");
        return Codes.WSAEINVAL;
    }

    /// One of all the codes that a call may fail with.
    int anyCode() {
        int code = NativeErrors.codeOf(anyFailure());
        return code >= 0 ? code : Codes.WSAEINVAL;
    }

    /// A socket was closed: what is under way on it ends all the same, at some time.
    void onClosed(TwinSocket socket) {
        ofClosedSockets.addAll(socket.underWay);
        socket.underWay.clear();
    }

    /// Lets some of what may end do so.
    void step(Iterable<TwinSocket> sockets) {
        List<TwinOperation> ending = new ArrayList<>();
        for (TwinSocket socket : sockets) {
            for (TwinOperation operation : socket.underWay) {
                if (mayEnd(operation) && !system.chance(3)) {
                    ending.add(operation);
                }
            }
        }
        ending.forEach(this::end);
        for (TwinOperation operation : List.copyOf(ofClosedSockets)) {
            if (system.chance(8)) {
                endLate(operation);
            }
        }
    }

    boolean mayEnd(TwinOperation operation) {
        TwinSocket socket = operation.socket;
        TwinEnd end = socket.end;
        return operation.cancelled
                || switch (operation.kind) {
                    case ACCEPT -> !socket.backlog.isEmpty();
                    case CONNECT -> true;
                    case SEND ->
                            end == null
                                    || end.reset
                                    || end.other().closed
                                    || end.other().roomBytes() > 0;
                    case RECEIVE -> end == null || end.isReadable();
                    case SEND_TO -> true;
                    case RECEIVE_FROM -> !socket.datagrams.isEmpty();
                };
    }

    /// Ends it as it can, for once as if a cancel had come too late.
    private void end(TwinOperation operation) {
        operation.socket.underWay.remove(operation);
        boolean lost = operation.cancelled && !operation.saidToBeDone && !system.trouble(4);
        boolean fails = !lost && !operation.saidToBeDone && system.trouble(25);
        boolean well = !lost && !fails && endWell(operation);
        if (operation.cancelled) {
            noteCancel(operation, well);
        }
        if (!well) {
            checkMemory(operation);
            operation.end(failure(operation, fails), 0);
        }
        Objects.requireNonNull(operation.socket.port).post(operation);
    }

    private void endLate(TwinOperation operation) {
        system.happened.add(Happening.ENDED_AFTER_CLOSE);
        ofClosedSockets.remove(operation);
        checkMemory(operation);
        operation.end(operation.cancelled ? CANCELLED : NO_HANDLE, 0);
        Objects.requireNonNull(operation.socket.port).post(operation);
    }

    private void noteCancel(TwinOperation operation, boolean tooLate) {
        system.happened.add(tooLate ? Happening.CANCELLED_TOO_LATE : Happening.CANCELLED);
        if (tooLate && operation.kind == OperationKind.RECEIVE_FROM) {
            system.happened.add(Happening.DATAGRAM_TOO_LATE_TO_CANCEL);
        }
    }

    private int failure(TwinOperation operation, boolean byChance) {
        if (byChance) {
            system.happened.add(Happening.FAILED_BY_CHANCE);
            return anyFailure();
        }
        if (operation.cancelled) {
            return CANCELLED;
        }
        return operation.kind == OperationKind.CONNECT ? REFUSED : RESET;
    }

    private int anyFailure() {
        int status = FAILURES[system.below(FAILURES.length)];
        if (status == OF_NO_TABLE) {
            system.happened.add(Happening.STATUS_OF_NO_TABLE);
        }
        return status;
    }

    /// Does what was asked for; false when it cannot be done.
    boolean endWell(TwinOperation operation) {
        checkMemory(operation);
        return switch (operation.kind) {
            case ACCEPT -> accept(operation);
            case CONNECT -> connect(operation);
            case SEND -> send(operation);
            case RECEIVE -> receive(operation);
            case SEND_TO -> sendTo(operation);
            case RECEIVE_FROM -> receiveFrom(operation);
        };
    }

    /// What the system is still to write to, or has written and nobody was told.
    void checkMemory(TwinOperation operation) {
        if (!operation.isItsMemory()) {
            system.violations.when(
                    true, "the memory of a " + operation.kind + " was given back before it ended");
        }
        for (int i = 0; i < operation.lengths.length; i++) {
            if (operation.addresses[i] != 0) {
                system.violations.when(
                        !system.memory.isLive(operation.addresses[i], operation.lengths[i]),
                        "a buffer was released before its operation had ended");
            }
        }
    }

    private boolean accept(TwinOperation operation) {
        TwinEnd end = operation.socket.backlog.poll();
        TwinSocket accepted = system.find(operation.accepted);
        system.violations.when(
                accepted == null, "the socket of an accept was closed before it ended");
        if (end == null || accepted == null) {
            return false;
        }
        accepted.end = end;
        NativeMemory.fill(
                operation.addressBlocks, 2L * Layouts.ACCEPT_ADDRESS_BYTES, ACCEPTED_MARK);
        SocketAddresses.write(end.peerAddress, Codes.AF_INET6, operation.addressBlocks);
        NativeMemory.writeInt(operation.countAt, 0);
        operation.end(0, 0);
        return true;
    }

    private boolean connect(TwinOperation operation) {
        TwinSocket socket = operation.socket;
        InetSocketAddress target = Objects.requireNonNull(socket.remote);
        TwinSocket listening = system.listening(target.getPort());
        if (listening == null) {
            return false;
        }
        socket.end = TwinEnd.pair(Objects.requireNonNull(socket.local), target);
        listening.backlog.add(socket.end.other());
        operation.end(0, 0);
        return true;
    }

    /// The system reads the bytes now, and it may be fewer than it was asked to, even none.
    private boolean send(TwinOperation operation) {
        TwinEnd end = operation.socket.end;
        if (end == null || end.reset || end.other().closed || end.other().roomBytes() == 0) {
            return false;
        }
        int total = Math.min(operation.totalBytes(), end.other().roomBytes());
        int part = system.chance(8) ? 0 : system.below(total + 1);
        int bytes = system.trouble(3) ? part : total;
        int sent = 0;
        for (int i = 0; i < operation.lengths.length; i++) {
            long address = operation.addresses[i];
            for (int at = 0; at < operation.lengths[i] && sent < bytes; at++, sent++) {
                end.other().put(sound(address + at));
            }
        }
        operation.end(0, bytes);
        if (bytes < operation.totalBytes()) {
            system.happened.add(bytes == 0 ? Happening.SENT_NOTHING : Happening.SENT_IN_PART);
        }
        return true;
    }

    private byte sound(long address) {
        byte value = NativeMemory.readByte(address);
        system.violations.when(value == PoisonedMemory.POISON, "poison was sent");
        return value;
    }

    /// Always taken, and then lost where nobody hears it.
    private boolean sendTo(TwinOperation operation) {
        ByteBuffer bytes = ByteBuffer.allocate(operation.totalBytes());
        for (int i = 0; i < operation.lengths.length; i++) {
            for (int at = 0; at < operation.lengths[i]; at++) {
                bytes.put(sound(operation.addresses[i] + at));
            }
        }
        if (bytes.capacity() == 0) {
            system.happened.add(Happening.DATAGRAM_EMPTY);
        }
        TwinSocket socket = operation.socket;
        if (socket.local == null) {
            system.bind(socket, 0);
        }
        InetSocketAddress sender = Objects.requireNonNull(socket.local);
        TwinSocket to = system.hearing(Objects.requireNonNull(operation.recipient), sender);
        if (to == null || system.trouble(10)) {
            system.happened.add(Happening.DATAGRAM_LOST);
        } else {
            to.datagrams.add(new TwinSocket.Datagram(bytes, sender));
        }
        operation.end(0, bytes.capacity());
        return true;
    }

    /// As much as there is room for; the rest is lost.
    private boolean receiveFrom(TwinOperation operation) {
        TwinSocket.Datagram datagram = operation.socket.datagrams.poll();
        if (datagram == null) {
            return false;
        }
        int received = Math.min(operation.totalBytes(), datagram.bytes().capacity());
        for (int at = 0; at < received; at++) {
            NativeMemory.writeByte(operation.addresses[0] + at, datagram.bytes().get(at));
        }
        int addressBytes =
                SocketAddresses.write(datagram.sender(), Codes.AF_INET6, operation.addressBlocks);
        NativeMemory.writeInt(operation.countAt, addressBytes);
        boolean isWhole = received == datagram.bytes().capacity();
        if (!isWhole) {
            system.happened.add(Happening.DATAGRAM_CUT_OFF);
        }
        operation.end(isWhole ? 0 : CUT_OFF, received);
        return true;
    }

    private static boolean receive(TwinOperation operation) {
        TwinEnd end = operation.socket.end;
        if (end == null || end.reset || !end.isReadable()) {
            return false;
        }
        operation.end(0, 0);
        return true;
    }
}

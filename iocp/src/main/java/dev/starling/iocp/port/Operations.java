package dev.starling.iocp.port;

import dev.starling.iocp.port.Operation.State;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.NativeMemory;
import io.netty.channel.IoHandle;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The operations of one loop, and the only place where they start, end and are given back: the law
/// of this package is kept here. Loop only.
public final class Operations {
    /// Buffers of one gathered send.
    public static final int BUFFERS_MAX = 64;

    private static final InternalLogger logger =
            InternalLoggerFactory.getInstance(Operations.class);

    /// What the system may still write to when a loop has given up waiting for it.
    private static final Queue<Operations> ABANDONED = new ConcurrentLinkedQueue<>();

    private final Port port;
    private final int atATime;
    private final List<SlotChunk> chunks = new ArrayList<>();
    private final ArrayDeque<Operation> free = new ArrayDeque<>();
    private final ArrayDeque<Operation> ended = new ArrayDeque<>();
    private final Set<Association> associations = new HashSet<>();
    private final Arena arena = Arena.ofShared();
    private final long buffers =
            arena.allocate((long) BUFFERS_MAX * Layouts.BUFFER_BYTES).address();
    private int bufferCount;
    private long lastKey = Port.WAKE_KEY;
    private int underWay;
    private long strays;

    public Operations(Port port) {
        this(port, SlotChunk.OPERATIONS_MAX);
    }

    /// @param atATime operations that memory is fetched for at a time: the fewer, the sooner the
    ///   memory of one is used again
    public Operations(Port port, int atATime) {
        this.port = port;
        this.atATime = Objects.checkIndex(atATime, SlotChunk.OPERATIONS_MAX + 1);
    }

    /// Ties a socket to the port, for its life.
    public Association associate(long socket, IoHandle handle) throws IOException {
        long key = ++lastKey;
        boolean skips = port.associate(socket, key);
        Association association = new Association(this, handle, socket, key, skips);
        associations.add(association);
        return association;
    }

    /// Those that were not cancelled.
    public List<Association> associations() {
        return List.copyOf(associations);
    }

    /// A fresh operation: to be started in this turn by one of the methods below, or given up.
    public Operation take(Association association, OperationKind kind) {
        Operation operation = free.poll();
        if (operation == null) {
            grow();
            operation = free.remove();
        }
        operation.take(association, kind);
        association.onTaken();
        underWay++;
        return operation;
    }

    /// Gives back an operation that was taken and cannot be started.
    public void giveUp(Operation operation) {
        if (operation.state() != State.TAKEN) {
            throw new IllegalStateException("an operation that was started ends by itself");
        }
        operation.association().onEnded();
        giveBack(operation);
    }

    /// Begins the list of buffers of the next operation that is started.
    public void clearBuffers() {
        bufferCount = 0;
    }

    /// Adds a buffer to the list. Whoever owns it gives the operation a reference to hold.
    public void addBuffer(long address, int bytes) {
        long buffer = buffers + (long) bufferCount++ * Layouts.BUFFER_BYTES;
        NativeMemory.writeInt(buffer + Layouts.BUFFER_LENGTH, bytes);
        NativeMemory.writeLong(buffer + Layouts.BUFFER_ADDRESS, address);
    }

    /// Buffers in the list, at most [#BUFFERS_MAX].
    public int bufferCount() {
        return bufferCount;
    }

    /// Sends the list of buffers over a connection.
    public void send(Operation operation) {
        long socket = operation.association().socket();
        started(operation, port.send(socket, buffers, bufferCount, operation.overlapped()));
    }

    /// Waits until a connection has something to receive, without a buffer.
    public void awaitReadable(Operation operation) {
        clearBuffers();
        addBuffer(0, 0);
        NativeMemory.writeInt(operation.flags(), 0);
        long socket = operation.association().socket();
        started(
                operation,
                port.receive(socket, buffers, operation.flags(), operation.overlapped()));
    }

    /// Sends the list of buffers as one datagram, to the address that was written to
    /// [Operation#address()]; to whom the socket is connected to when it has no bytes.
    ///
    /// @return 0 when the system has it, though the operation ends later; `ERROR_IO_PENDING` when
    ///   it has still to take it; otherwise why it failed
    public int sendTo(Operation operation, int addressBytes) {
        long socket = operation.association().socket();
        long address = addressBytes == 0 ? 0 : operation.address();
        int code =
                port.sendTo(
                        socket,
                        buffers,
                        bufferCount,
                        address,
                        addressBytes,
                        operation.overlapped());
        started(operation, code);
        return code;
    }

    /// Receives one datagram into the list of buffers, and its sender to [Operation#address()].
    public void receiveFrom(Operation operation) {
        NativeMemory.writeInt(operation.flags(), 0);
        NativeMemory.writeInt(operation.addressLength(), Layouts.ADDRESS_BYTES_MAX);
        started(
                operation,
                port.receiveFrom(
                        operation.association().socket(),
                        buffers,
                        operation.flags(),
                        operation.address(),
                        operation.addressLength(),
                        operation.overlapped()));
    }

    /// Accepts a connection into [Operation#socket()].
    public void accept(Operation operation) {
        long listening = operation.association().socket();
        started(
                operation,
                port.accept(
                        listening,
                        operation.socket(),
                        operation.address(),
                        operation.addressLength(),
                        operation.overlapped()));
    }

    /// Whom an accept that has ended well has accepted.
    public InetSocketAddress accepted(Operation operation) {
        return port.accepted(operation.address());
    }

    /// Connects to the address that was written to [Operation#address()].
    public void connect(Operation operation, int addressBytes) {
        long socket = operation.association().socket();
        started(
                operation,
                port.connect(socket, operation.address(), addressBytes, operation.overlapped()));
    }

    /// Asks for the end of one operation; where that cannot be asked for, it ends by itself or with
    /// its socket.
    public void cancel(Operation operation) {
        if (operation.state() == State.UNDER_WAY) {
            try {
                port.cancel(operation.association().socket(), operation.overlapped());
            } catch (IllegalStateException e) {
                logger.debug("a {} could not be cancelled", operation.kind(), e);
            }
        }
    }

    /// Asks for the end of all that is under way on a socket.
    public void cancelAll(Association association) {
        port.cancel(association.socket(), 0);
    }

    /// A packet told the end of an operation. What came twice or too late is counted and left
    /// alone.
    public void onPacket(long key, long overlapped) {
        Operation operation = chunks.get(SlotChunk.numberAt(overlapped)).operationAt(overlapped);
        if (operation.state() != State.UNDER_WAY
                || operation.overlapped() != overlapped
                || operation.association().key() != key) {
            strays++;
            return;
        }
        ended(operation, codeOf(operation));
    }

    /// Whether ends wait to be handled.
    public boolean hasEnded() {
        return !ended.isEmpty();
    }

    /// Lets the ends that wait now be handled, then gives the operations back. What ends meanwhile
    /// waits for the next call, so that tasks get their turn.
    ///
    /// @return how many there were
    public int handleEnded() {
        int count = ended.size();
        for (int i = 0; i < count; i++) {
            Operation operation = ended.remove();
            try {
                handle(operation);
            } finally {
                giveBack(operation);
            }
        }
        return count;
    }

    /// Operations whose end was not handled.
    public int underWay() {
        return underWay;
    }

    /// Operations of all loops that ended their lives with some under way.
    public static int abandoned() {
        return ABANDONED.stream().mapToInt(Operations::underWay).sum();
    }

    /// Packets for no operation of that time.
    public long strays() {
        return strays;
    }

    /// Gives all memory back; but none of it when operations are still under way, for the system
    /// may write to it at any time: then it is left to it for good, counted and said.
    public void free() {
        if (underWay > 0) {
            ABANDONED.add(this);
            logger.warn(
                    "{} operations did not end; their memory and buffers are never given back",
                    underWay);
            return;
        }
        chunks.forEach(SlotChunk::free);
        chunks.clear();
        free.clear();
        arena.close();
    }

    void forget(Association association) {
        associations.remove(association);
    }

    /// The three ways, told apart.
    private void started(Operation operation, int code) {
        boolean packetComes =
                code == Codes.ERROR_IO_PENDING
                        || (code == 0 && !operation.association().skipsPackets());
        operation.underWay();
        if (!packetComes) {
            ended(operation, code);
        }
    }

    private void ended(Operation operation, int code) {
        operation.ended(code);
        ended.add(operation);
    }

    /// A defect of a handle is that channel's, not the loop's.
    private static void handle(Operation operation) {
        Association association = operation.association();
        association.onEnded();
        try {
            association.handle().handle(association, operation);
        } catch (RuntimeException e) {
            logger.warn("the end of a {} was not handled", operation.kind(), e);
        }
    }

    /// To the end of the line: a slot rests as long as it can, for a packet that comes late is
    /// known by its address until that has been used anew.
    private void giveBack(Operation operation) {
        operation.giveBack();
        underWay--;
        free.add(operation);
    }

    private int codeOf(Operation operation) {
        int code = NativeErrors.codeOf(Slot.status(operation.overlapped()));
        return code >= 0
                ? code
                : port.code(operation.association().socket(), operation.overlapped());
    }

    private void grow() {
        SlotChunk chunk = new SlotChunk(chunks.size(), atATime);
        chunks.add(chunk);
        for (int i = 0; i < atATime; i++) {
            free.add(chunk.operation(i));
        }
    }
}

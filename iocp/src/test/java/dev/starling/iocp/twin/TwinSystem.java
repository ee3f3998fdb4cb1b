package dev.starling.iocp.twin;

import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.NativeMemory;
import dev.starling.iocp.winsock.SocketAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The sockets of the twin. It writes into the memory of an operation and of its buffers when the
/// operation ends, reads what is sent then and not before, and gives the numbers of closed handles
/// to the next socket.
public final class TwinSystem implements Sockets {
    private static final int CANCELLED = 0xc0000120;
    private static final int RESET = 0xc000020d;
    private static final int REFUSED = 0xc0000236;
    static final int CUT_OFF = 0x80000005;
    private static final int ACCEPTED_MARK = 0x11;

    public final Violations violations = new Violations();
    public final Set<Happening> happened = EnumSet.noneOf(Happening.class);
    private final SplittableRandom random;
    private final PoisonedMemory memory;
    private final boolean isTroubled;
    private final Map<Long, TwinSocket> sockets = new HashMap<>();
    private final ArrayDeque<Long> freeHandles = new ArrayDeque<>();
    private long lastHandle = 100;
    private int lastPort = 1_000;

    public TwinSystem(SplittableRandom random, PoisonedMemory memory) {
        this(random, memory, true);
    }

    private TwinSystem(SplittableRandom random, PoisonedMemory memory, boolean isTroubled) {
        this.random = random;
        this.memory = memory;
        this.isTroubled = isTroubled;
    }

    /// One in which nothing fails by chance; the order of what happens is still open.
    public static TwinSystem calm(PoisonedMemory memory) {
        return new TwinSystem(new SplittableRandom(1), memory, false);
    }

    /// Sockets that are open.
    public int openSockets() {
        return sockets.size();
    }

    @Override
    public Port newPort(boolean maySkipPackets) {
        return new TwinPort(this, maySkipPackets);
    }

    @Override
    public int preferredFamily() {
        return Codes.AF_INET6;
    }

    @Override
    public long open(int family, int type) throws IOException {
        if (trouble(40)) {
            happened.add(Happening.OUT_OF_HANDLES);
            throw NativeErrors.exception("WSASocketW", Codes.WSAEMFILE);
        }
        long handle = freeHandles.isEmpty() ? ++lastHandle : freeHandles.pop();
        sockets.put(handle, new TwinSocket(handle, type == Codes.SOCK_DGRAM));
        return handle;
    }

    /// What is under way and was not cancelled will not end by this.
    @Override
    public void close(long handle, boolean lingers) {
        TwinSocket socket = open(handle);
        violations.when(
                socket.underWay.stream().anyMatch(operation -> !operation.cancelled),
                "closed with operations under way that were not cancelled");
        sockets.remove(handle);
        freeHandles.push(handle);
        if (socket.end != null) {
            socket.end.close();
        }
        socket.backlog.forEach(TwinEnd::close);
    }

    @Override
    public void bind(long handle, int family, InetSocketAddress address) {
        int port = address.getPort() == 0 ? ++lastPort : address.getPort();
        open(handle).local = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void listen(long handle, int backlog) {
        open(handle).listening = true;
    }

    @Override
    public void connect(long handle, int family, InetSocketAddress address) {
        TwinSocket socket = open(handle);
        if (socket.local == null) {
            bind(handle, family, new InetSocketAddress(0));
        }
        socket.remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort());
    }

    @Override
    public void disconnect(long handle, int family) {
        open(handle).remote = null;
    }

    @Override
    public void shutdown(long handle, int how) throws IOException {
        TwinSocket socket = open(handle);
        if (socket.end == null) {
            throw NativeErrors.failure("shutdown", Codes.WSAENOTCONN);
        }
        if (how == Codes.SD_SEND) {
            socket.end.other().finished = true;
        } else {
            socket.inputShutdown = true;
        }
    }

    @Override
    public int receiveNow(long handle, long address, int bytesMax) throws IOException {
        TwinSocket socket = open(handle);
        TwinEnd end = socket.end;
        violations.when(!memory.isLive(address, bytesMax), "received into released memory");
        if (end == null) {
            throw NativeErrors.exception("recv", Codes.WSAENOTCONN);
        }
        if (end.reset) {
            happened.add(Happening.RESET);
            throw NativeErrors.exception("recv", Codes.WSAECONNRESET);
        }
        if (end.waitingBytes() == 0) {
            return end.finished ? END : NOTHING;
        }
        int bytes = 1 + below(Math.min(bytesMax, end.waitingBytes()));
        for (int i = 0; i < bytes; i++) {
            NativeMemory.writeByte(address + i, end.take());
        }
        return bytes;
    }

    @Override
    public boolean hasEnded(long handle) throws IOException {
        TwinEnd end = open(handle).end;
        if (end == null || end.reset) {
            throw NativeErrors.exception(
                    "recv", end == null ? Codes.WSAENOTCONN : Codes.WSAECONNRESET);
        }
        return end.waitingBytes() == 0 && end.finished;
    }

    @Override
    public boolean isReset(long handle) {
        TwinEnd end = open(handle).end;
        return end != null && end.reset;
    }

    @Override
    public InetSocketAddress localAddress(long handle) {
        InetSocketAddress local = open(handle).local;
        return local != null ? local : new InetSocketAddress(0);
    }

    @Override
    public InetSocketAddress remoteAddress(long handle) throws IOException {
        TwinSocket socket = open(handle);
        if (socket.end == null || socket.end.reset || trouble(40)) {
            // Windows knows nobody there any more, or tells the reset.
            throw NativeErrors.failure(
                    "getpeername", chance(2) ? Codes.WSAENOTCONN : Codes.WSAECONNRESET);
        }
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    }

    @Override
    public void accepted(long handle, long listening) throws IOException {
        if (trouble(60)) {
            throw NativeErrors.failure("setsockopt", Codes.WSAENOTCONN);
        }
        open(handle).local = open(listening).local;
    }

    @Override
    public void connected(long handle) {
        violations.when(open(handle).end == null, "took an unconnected socket for connected");
    }

    @Override
    public int option(long handle, int level, int option) {
        open(handle);
        return 0;
    }

    @Override
    public void setOption(long handle, int level, int option, int value) {
        open(handle);
    }

    @Override
    public void setOption(long handle, int level, int option, byte[] value) {
        open(handle);
    }

    @Override
    public void setControl(long handle, int control, byte[] value) {
        open(handle);
    }

    /// The open socket of a handle.
    TwinSocket open(long handle) {
        TwinSocket socket = sockets.get(handle);
        violations.when(socket == null, "used a handle that is closed");
        return socket != null ? socket : new TwinSocket(handle, false);
    }

    /// True once in `of` times.
    boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    /// The same for what makes life hard.
    boolean trouble(int of) {
        return isTroubled && chance(of);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /// Lets some of what may end do so.
    void step() {
        List<TwinOperation> all = new ArrayList<>();
        for (TwinSocket socket : sockets.values()) {
            all.addAll(socket.underWay);
        }
        for (TwinOperation operation : all) {
            if (!chance(3) && mayEnd(operation)) {
                end(operation);
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
                    case RECEIVE -> end == null || end.isReadable() || socket.inputShutdown;
                    case SEND_TO -> true;
                    case RECEIVE_FROM -> !socket.datagrams.isEmpty();
                };
    }

    /// Ends it as it can, for once as if a cancel had come too late.
    private void end(TwinOperation operation) {
        boolean lost = operation.cancelled && !trouble(4);
        operation.socket.underWay.remove(operation);
        boolean well = !lost && endWell(operation);
        if (operation.cancelled) {
            happened.add(well ? Happening.CANCELLED_TOO_LATE : Happening.CANCELLED);
            if (well && operation.kind == OperationKind.RECEIVE_FROM) {
                happened.add(Happening.DATAGRAM_TOO_LATE_TO_CANCEL);
            }
        }
        if (!well) {
            violations.when(!operation.isItsMemory(), memoryGone(operation));
            operation.end(lost || operation.cancelled ? CANCELLED : failure(operation), 0);
        }
        Objects.requireNonNull(operation.socket.port).post(operation);
    }

    /// Does what was asked for; false when it cannot be done.
    boolean endWell(TwinOperation operation) {
        violations.when(!operation.isItsMemory(), memoryGone(operation));
        return switch (operation.kind) {
            case ACCEPT -> accept(operation);
            case CONNECT -> connect(operation);
            case SEND -> send(operation);
            case RECEIVE -> receive(operation);
            case SEND_TO -> sendTo(operation);
            case RECEIVE_FROM -> receiveFrom(operation);
        };
    }

    private static String memoryGone(TwinOperation operation) {
        return "the memory of a " + operation.kind + " was given back before it ended";
    }

    private static int failure(TwinOperation operation) {
        return switch (operation.kind) {
            case CONNECT -> REFUSED;
            case ACCEPT, SEND, RECEIVE, SEND_TO, RECEIVE_FROM -> RESET;
        };
    }

    private boolean accept(TwinOperation operation) {
        TwinEnd end = operation.socket.backlog.poll();
        TwinSocket accepted = sockets.get(operation.accepted);
        violations.when(accepted == null, "the socket of an accept was closed before it ended");
        if (end == null || accepted == null) {
            return false;
        }
        accepted.end = end;
        NativeMemory.fill(
                operation.addressBlocks, 2L * Layouts.ACCEPT_ADDRESS_BYTES, ACCEPTED_MARK);
        SocketAddresses.write(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                Codes.AF_INET6,
                operation.addressBlocks);
        operation.end(0, 0);
        return true;
    }

    private boolean connect(TwinOperation operation) {
        TwinSocket socket = operation.socket;
        InetSocketAddress target = Objects.requireNonNull(socket.remote);
        for (TwinSocket other : sockets.values()) {
            boolean isTarget =
                    other.listening
                            && other.local != null
                            && other.local.getPort() == target.getPort();
            if (isTarget) {
                socket.end = TwinEnd.pair();
                other.backlog.add(socket.end.other());
                operation.end(0, 0);
                return true;
            }
        }
        return false;
    }

    /// The system reads the bytes now, and it may be fewer than it was asked to.
    private boolean send(TwinOperation operation) {
        TwinEnd end = operation.socket.end;
        if (end == null || end.reset || end.other().closed || end.other().roomBytes() == 0) {
            return false;
        }
        int total = Math.min(operation.totalBytes(), end.other().roomBytes());
        int bytes = trouble(3) ? 1 + below(total) : total;
        int sent = 0;
        for (int i = 0; i < operation.lengths.length; i++) {
            long address = operation.addresses[i];
            violations.when(
                    !memory.isLive(address, operation.lengths[i]),
                    "a buffer was released before its send ended");
            for (int at = 0; at < operation.lengths[i] && sent < bytes; at++, sent++) {
                end.other().put(NativeMemory.readByte(address + at));
            }
        }
        operation.end(0, bytes);
        if (bytes < operation.totalBytes()) {
            happened.add(Happening.SENT_IN_PART);
        }
        return true;
    }

    /// Always taken, and then lost where nobody hears it.
    private boolean sendTo(TwinOperation operation) {
        ByteBuffer bytes = ByteBuffer.allocate(operation.totalBytes());
        for (int i = 0; i < operation.lengths.length; i++) {
            long address = operation.addresses[i];
            violations.when(
                    !memory.isLive(address, operation.lengths[i]),
                    "a buffer was released before its datagram was sent");
            for (int at = 0; at < operation.lengths[i]; at++) {
                bytes.put(NativeMemory.readByte(address + at));
            }
        }
        TwinSocket socket = operation.socket;
        if (socket.local == null) {
            bind(socket.handle, Codes.AF_INET6, new InetSocketAddress(0));
        }
        TwinDatagram datagram = new TwinDatagram(bytes, Objects.requireNonNull(socket.local));
        TwinSocket to = hearing(Objects.requireNonNull(operation.recipient), datagram.sender());
        if (to == null || trouble(10)) {
            happened.add(Happening.DATAGRAM_LOST);
        } else {
            to.datagrams.add(datagram);
        }
        operation.end(0, bytes.capacity());
        return true;
    }

    private @Nullable TwinSocket hearing(InetSocketAddress address, InetSocketAddress sender) {
        for (TwinSocket socket : sockets.values()) {
            if (socket.isDatagram && address.equals(socket.local) && socket.hears(sender)) {
                return socket;
            }
        }
        return null;
    }

    /// As much as there is room for; the rest is lost.
    private boolean receiveFrom(TwinOperation operation) {
        TwinDatagram datagram = operation.socket.datagrams.poll();
        if (datagram == null) {
            return false;
        }
        int room = operation.totalBytes();
        violations.when(
                !memory.isLive(operation.addresses[0], room), "received into released memory");
        int received = Math.min(room, datagram.bytes().capacity());
        for (int at = 0; at < received; at++) {
            NativeMemory.writeByte(operation.addresses[0] + at, datagram.bytes().get(at));
        }
        SocketAddresses.write(datagram.sender(), Codes.AF_INET6, operation.addressBlocks);
        boolean isWhole = received == datagram.bytes().capacity();
        if (!isWhole) {
            happened.add(Happening.DATAGRAM_CUT_OFF);
        }
        operation.end(isWhole ? 0 : CUT_OFF, received);
        return true;
    }

    private static boolean receive(TwinOperation operation) {
        TwinEnd end = operation.socket.end;
        if (end == null || end.reset || operation.socket.inputShutdown || !end.isReadable()) {
            return false;
        }
        operation.end(0, 0);
        return true;
    }
}

package dev.starling.iocp.twin;

import dev.starling.iocp.port.OperationKind;
import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeErrors;
import dev.starling.iocp.winsock.NativeMemory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// The sockets of the twin. It gives the numbers of closed handles to the next socket.
public final class TwinSystem implements Sockets {
    public final Violations violations = new Violations();
    public final Set<Happening> happened = EnumSet.noneOf(Happening.class);
    final PoisonedMemory memory;
    final TwinKernel kernel = new TwinKernel(this);
    private final SplittableRandom random;
    private boolean isTroubled = true;
    private final Map<Long, TwinSocket> sockets = new HashMap<>();
    private final ArrayDeque<Long> freeHandles = new ArrayDeque<>();
    private long lastHandle = 100;
    private int lastPort = 1_000;
    private boolean isLayered;
    private int refusedSockets;

    public TwinSystem(SplittableRandom random, PoisonedMemory memory) {
        this.random = random;
        this.memory = memory;
    }

    /// One in which nothing fails by chance; the order of what happens is still open.
    public static TwinSystem calm(PoisonedMemory memory) {
        TwinSystem system = new TwinSystem(new SplittableRandom(1), memory);
        system.calmDown();
        return system;
    }

    /// Nothing fails by chance from now on.
    public void calmDown() {
        isTroubled = false;
    }

    /// Whether nothing fails by chance.
    public boolean isCalm() {
        return !isTroubled;
    }

    /// Datagrams that have come to the open sockets of an address and that nobody has received.
    public int waitingDatagrams(InetSocketAddress address) {
        int waiting = 0;
        for (TwinSocket socket : sockets.values()) {
            waiting += address.equals(socket.local) ? socket.datagrams.size() : 0;
        }
        return waiting;
    }

    /// Another program's provider stands before the sockets from now on: what is under way on them
    /// cannot be cancelled, and ends after they were closed.
    public void layer() {
        isLayered = true;
    }

    boolean isLayered() {
        return isLayered;
    }

    /// Sockets that are open.
    public int openSockets() {
        return sockets.size();
    }

    /// Bytes that have come to the two ends of a client's connection and that nobody has received.
    public int waitingBytes(SocketAddress client) {
        int waiting = 0;
        for (TwinSocket socket : sockets.values()) {
            TwinEnd end = socket.end;
            boolean isMeant =
                    client.equals(socket.local) || (end != null && client.equals(end.peerAddress));
            waiting += end != null && isMeant ? end.waitingBytes() : 0;
        }
        return waiting;
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
            refusedSockets++;
            throw NativeErrors.exception("WSASocketW", Codes.WSAEMFILE);
        }
        long handle = freeHandles.isEmpty() ? ++lastHandle : freeHandles.pop();
        sockets.put(handle, new TwinSocket(handle, type == Codes.SOCK_DGRAM));
        return handle;
    }

    /// What is under way and was not cancelled may stay so for long.
    @Override
    public void close(long handle, boolean lingers) {
        TwinSocket socket = open(handle);
        violations.when(
                !isLayered && socket.underWay.stream().anyMatch(operation -> !operation.cancelled),
                "closed with operations under way that were not cancelled");
        if (sockets.remove(handle) == null) {
            return;
        }
        boolean receiving =
                socket.underWay.stream()
                        .anyMatch(each -> each.kind == OperationKind.RECEIVE && !each.cancelled);
        kernel.onClosed(socket);
        freeHandles.push(handle);
        if (socket.end != null) {
            socket.end.close(receiving);
        }
        socket.backlog.forEach(end -> end.close(false));
    }

    @Override
    public void bind(long handle, int family, InetSocketAddress address) {
        bind(open(handle), address.getPort());
    }

    @Override
    public void listen(long handle, int backlog) {
        open(handle).listening = true;
    }

    @Override
    public void connect(long handle, int family, InetSocketAddress address) {
        TwinSocket socket = open(handle);
        if (socket.local == null) {
            bind(socket, 0);
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
        if (bytesMax == 0) {
            return END; // as Windows' 0 bytes are taken
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
        return socket.end.peerAddress;
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

    /// Binds it, to a port of its own when that is 0.
    void bind(TwinSocket socket, int port) {
        int chosen = port == 0 ? ++lastPort : port;
        socket.local = new InetSocketAddress(InetAddress.getLoopbackAddress(), chosen);
    }

    /// How often there was no socket for who wanted one.
    int refusedSockets() {
        return refusedSockets;
    }

    void step() {
        kernel.step(sockets.values());
    }

    /// The socket of a handle, null for one that is closed.
    @Nullable TwinSocket find(long handle) {
        return sockets.get(handle);
    }

    @Nullable TwinSocket listening(int port) {
        for (TwinSocket socket : sockets.values()) {
            if (socket.listening && socket.local != null && socket.local.getPort() == port) {
                return socket;
            }
        }
        return null;
    }

    /// Who gets a datagram to an address.
    @Nullable TwinSocket hearing(InetSocketAddress address, InetSocketAddress sender) {
        for (TwinSocket socket : sockets.values()) {
            if (socket.isDatagram && address.equals(socket.local) && socket.hears(sender)) {
                return socket;
            }
        }
        return null;
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
}

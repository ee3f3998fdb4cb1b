package dev.starling.iocp.twin;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeMemory;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Sockets and a port for one connection, on which everything is done at once: who waits for bytes
/// has them as long as there are batches, who sends has sent. It allocates nothing and counts the
/// calls that would go to the system.
public final class EagerSockets implements Sockets, Port {
    private static final InetSocketAddress HERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private static final int PACKETS_MAX = 256;

    private final int batchBytes;
    private final boolean skips;
    private final long[] packets = new long[PACKETS_MAX];
    private int packetCount;
    private int waitingBytes;
    private int batchesLeft;
    private long key;
    private long waiting;
    private long calls;
    private long sentBytes;

    /// @param batchBytes what comes at a time
    /// @param skips whether what is done at once posts no packet
    public EagerSockets(int batchBytes, boolean skips) {
        this.batchBytes = batchBytes;
        this.skips = skips;
    }

    /// Lets so many batches come.
    public void batches(int count) {
        batchesLeft = count;
    }

    /// Calls that start operations or receive; the wait at the port is none of them.
    public long calls() {
        return calls;
    }

    public long sentBytes() {
        return sentBytes;
    }

    @Override
    public Port newPort(boolean maySkipPackets) {
        return this;
    }

    @Override
    public boolean associate(long socket, long newKey) {
        key = newKey;
        return skips;
    }

    @Override
    public int send(long socket, long buffers, int count, long overlapped) {
        calls++;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += NativeMemory.readInt(buffers + (long) i * Layouts.BUFFER_BYTES);
        }
        sentBytes += bytes;
        NativeMemory.writeLong(overlapped + Layouts.OVERLAPPED_TRANSFERRED, bytes);
        done(overlapped);
        return 0;
    }

    private void done(long overlapped) {
        if (!skips) {
            post(overlapped);
        }
    }

    private void post(long overlapped) {
        packets[packetCount++] = overlapped;
    }

    @Override
    public int receive(long socket, long buffers, long flags, long overlapped) {
        calls++;
        if (batchesLeft == 0) {
            waiting = overlapped;
            return Codes.ERROR_IO_PENDING;
        }
        come();
        done(overlapped);
        return 0;
    }

    @Override
    public int receiveNow(long socket, long address, int bytesMax) {
        calls++;
        int bytes = Math.min(bytesMax, waitingBytes);
        waitingBytes -= bytes;
        return bytes == 0 ? NOTHING : bytes;
    }

    /// Among them that of who waited before there was a batch.
    @Override
    public int await(int millis) {
        if (waiting != 0 && batchesLeft > 0) {
            come();
            post(waiting);
            waiting = 0;
        }
        int count = packetCount;
        packetCount = 0;
        return count;
    }

    @Override
    public long key(int index) {
        return key;
    }

    @Override
    public long overlapped(int index) {
        return packets[index];
    }

    private void come() {
        batchesLeft--;
        waitingBytes = batchBytes;
    }

    @Override
    public int preferredFamily() {
        return Codes.AF_INET6;
    }

    @Override
    public long open(int family, int type) {
        return 1;
    }

    @Override
    public void close(long socket, boolean lingers) {
        batchesLeft = 0;
    }

    @Override
    public void close() {
        batchesLeft = 0;
    }

    @Override
    public InetSocketAddress localAddress(long socket) {
        return HERE;
    }

    @Override
    public InetSocketAddress remoteAddress(long socket) {
        return HERE;
    }

    @Override
    public boolean hasEnded(long socket) {
        return false;
    }

    @Override
    public boolean isReset(long socket) {
        return false;
    }

    @Override
    public int option(long socket, int level, int option) {
        return 0;
    }

    @Override
    public void setOption(long socket, int level, int option, int value) {
        // none of them changes anything here
    }

    @Override
    public void setOption(long socket, int level, int option, byte[] value) {
        // as above
    }

    @Override
    public void accepted(long socket, long listening) {
        // whole from the start
    }

    @Override
    public void wake() {
        // it never sleeps
    }

    @Override
    public void cancel(long socket, long overlapped) {
        // the test ends with what is under way
    }

    @Override
    public void setControl(long socket, int control, byte[] value) {
        throw unused();
    }

    @Override
    public void connected(long socket) {
        throw unused();
    }

    @Override
    public void bind(long socket, int family, InetSocketAddress address) {
        throw unused();
    }

    @Override
    public void listen(long socket, int backlog) {
        throw unused();
    }

    @Override
    public void connect(long socket, int family, InetSocketAddress address) {
        throw unused();
    }

    @Override
    public void disconnect(long socket, int family) {
        throw unused();
    }

    @Override
    public void shutdown(long socket, int how) {
        throw unused();
    }

    @Override
    public int sendTo(
            long socket, long buffers, int count, long address, int addressBytes, long overlapped) {
        throw unused();
    }

    @Override
    public int receiveFrom(
            long socket,
            long buffers,
            long flags,
            long address,
            long addressBytes,
            long overlapped) {
        throw unused();
    }

    @Override
    public int accept(
            long listening, long accepted, long addresses, long received, long overlapped) {
        throw unused();
    }

    @Override
    public int connect(long socket, long address, int addressBytes, long overlapped) {
        throw unused();
    }

    @Override
    public InetSocketAddress accepted(long addresses) {
        throw unused();
    }

    @Override
    public int code(long socket, long overlapped) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("not used by what is measured");
    }
}

package dev.starling.iocp.socket;

import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.winsock.Codes;
import dev.starling.iocp.winsock.NativeMemory;
import io.netty.buffer.ByteBuf;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// One socket of the system until it is closed: its handle may then be somebody else's. Any thread.
public final class NativeSocket {
    /// `TCP_INITIAL_RTO_PARAMETERS`: the first wait as it is, and no second attempt.
    private static final byte[] NO_SYN_RETRANSMISSIONS = {(byte) 0xff, (byte) 0xff, (byte) 0xfe, 0};

    private static final InternalLogger logger =
            InternalLoggerFactory.getInstance(NativeSocket.class);

    private final Sockets sockets;
    private final long handle;
    private final int family;
    private final int type;
    private final KeepAliveTimes keepAliveTimes = new KeepAliveTimes(this);
    private volatile boolean open = true;
    private volatile boolean inputShutdown;
    private volatile boolean outputShutdown;
    private volatile boolean lingers;
    private volatile boolean exclusive = true;
    private volatile boolean reusesAddress;
    private volatile boolean ipv6Only;

    private NativeSocket(Sockets sockets, long handle, int family, int type) {
        this.sockets = sockets;
        this.handle = handle;
        this.family = family;
        this.type = type;
    }

    /// Opens a stream socket of a family, or one that serves IPv6 and IPv4, as far as the system
    /// has them, when `family` is [Codes#AF_UNSPEC].
    public static NativeSocket openStream(Sockets sockets, int family) throws IOException {
        return open(sockets, family, Codes.SOCK_STREAM);
    }

    /// The same for datagrams. It hears nothing of those that nobody received: what one of many
    /// receivers does is no failure of the socket.
    public static NativeSocket openDatagram(Sockets sockets, int family) throws IOException {
        NativeSocket socket = open(sockets, family, Codes.SOCK_DGRAM);
        try {
            socket.control(Codes.SIO_UDP_CONNRESET, false);
            socket.control(Codes.SIO_UDP_NETRESET, false);
        } catch (IOException e) {
            logger.debug("failures of single datagrams will be heard of", e);
        }
        return socket;
    }

    private static NativeSocket open(Sockets sockets, int family, int type) throws IOException {
        int chosen = family == Codes.AF_UNSPEC ? sockets.preferredFamily() : family;
        NativeSocket socket = new NativeSocket(sockets, sockets.open(chosen, type), chosen, type);
        if (chosen == Codes.AF_INET6) {
            try {
                socket.ipv6Only(false);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }
        return socket;
    }

    /// A connection that was accepted into an open socket of this one's family.
    public NativeSocket accepted(long accepted) throws IOException {
        sockets.accepted(accepted, handle());
        NativeSocket child = new NativeSocket(sockets, accepted, family, type);
        child.ipv6Only = ipv6Only;
        return child;
    }

    public Sockets sockets() {
        return sockets;
    }

    public int family() {
        return family;
    }

    /// Whether it carries bytes, not datagrams.
    public boolean isStream() {
        return type == Codes.SOCK_STREAM;
    }

    /// The handle, for use at once: on the thread that closes, or under the lock.
    public long handle() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
        return handle;
    }

    public boolean isOpen() {
        return open;
    }

    /// Closes the socket, once. What other threads ask of it holds the lock meanwhile: the number
    /// of its handle may be that of another socket after.
    public void close() throws IOException {
        synchronized (this) {
            if (!open) {
                return;
            }
            open = false;
        }
        sockets.close(handle, lingers);
    }

    /// Binds as its sole user: on Windows `SO_REUSEADDR` lets any program take over a port that is
    /// in use, so it is only set where sharing was asked for as well.
    public void bind(InetSocketAddress address) throws IOException {
        if (exclusive) {
            setOption(Codes.SOL_SOCKET, Codes.SO_EXCLUSIVEADDRUSE, 1);
        } else if (reusesAddress) {
            setOption(Codes.SOL_SOCKET, Codes.SO_REUSEADDR, 1);
        }
        sockets.bind(handle(), family, address);
    }

    /// Binds to any address and port, as connecting does by itself where it can. The ports of such
    /// sockets are shared between targets, which an explicit bind has to ask for: some 16,000
    /// connections would be all otherwise. Windows before 10 does not know this.
    public void bindToConnect() throws IOException {
        try {
            setOption(Codes.SOL_SOCKET, Codes.SO_REUSE_UNICASTPORT, 1);
        } catch (IOException e) {
            logger.debug("every connection has a port of its own", e);
        }
        sockets.bind(handle(), family, new InetSocketAddress(0));
    }

    /// Hears at once that nobody listens, where the target is this machine: Windows asks again for
    /// 2 s otherwise. Older ones do not know this.
    public void refuseAtOnce() {
        try {
            setControl(Codes.SIO_TCP_INITIAL_RTO, NO_SYN_RETRANSMISSIONS);
        } catch (IOException e) {
            logger.debug("a refusal will be heard of late", e);
        }
    }

    /// Sets whom datagrams go to and come from; that nobody receives them is worth hearing then.
    public void connect(InetSocketAddress address) throws IOException {
        sockets.connect(handle(), family, address);
        reportsUnreachable(true);
    }

    /// The opposite of [#connect].
    public void disconnect() throws IOException {
        sockets.disconnect(handle(), family);
        reportsUnreachable(false);
    }

    private void reportsUnreachable(boolean reports) {
        try {
            control(Codes.SIO_UDP_CONNRESET, reports);
        } catch (IOException e) {
            logger.debug("failures of single datagrams are told as before", e);
        }
    }

    private void control(int control, boolean on) throws IOException {
        setControl(control, new byte[] {(byte) (on ? 1 : 0), 0, 0, 0});
    }

    synchronized void setControl(int control, byte[] value) throws IOException {
        sockets.setControl(handle(), control, value);
    }

    /// Makes this a whole socket after it was connected.
    public void connected() throws IOException {
        sockets.connected(handle());
    }

    /// Receives what has come into the room that a direct buffer has left.
    ///
    /// @return bytes, [Sockets#NOTHING] or [Sockets#END]
    public int receiveNow(ByteBuf into) throws IOException {
        int room = into.writableBytes();
        if (room == 0) {
            return Sockets.NOTHING; // Windows would answer as it does to the end
        }
        long address = NativeMemory.addressOf(into, into.writerIndex(), room);
        int bytes = sockets.receiveNow(handle(), address, room);
        if (bytes > 0) {
            into.writerIndex(into.writerIndex() + bytes);
        }
        return bytes;
    }

    /// Whether the other side has ended its output and all of it was received.
    public boolean hasEnded() throws IOException {
        return sockets.hasEnded(handle());
    }

    /// Whether the connection is gone though nobody receives any more and so nobody was told.
    public synchronized boolean isReset() {
        return open && !outputShutdown && sockets.isReset(handle);
    }

    /// The other side has ended its output: nothing is left to shut down.
    public void inputEnded() {
        inputShutdown = true;
    }

    public synchronized InetSocketAddress localAddress() throws IOException {
        return sockets.localAddress(handle());
    }

    public synchronized InetSocketAddress remoteAddress() throws IOException {
        return sockets.remoteAddress(handle());
    }

    public synchronized void shutdownInput() throws IOException {
        sockets.shutdown(handle(), Codes.SD_RECEIVE);
        inputShutdown = true;
    }

    public synchronized void shutdownOutput() throws IOException {
        sockets.shutdown(handle(), Codes.SD_SEND);
        outputShutdown = true;
    }

    public boolean isInputShutdown() {
        return inputShutdown;
    }

    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    public boolean isExclusive() {
        return exclusive;
    }

    /// Whether nobody else may bind to its address; to be said before [#bind].
    public void exclusive(boolean newExclusive) {
        exclusive = newExclusive;
    }

    public boolean reusesAddress() {
        return reusesAddress;
    }

    /// Whether it binds to an address in use, where it is not [#isExclusive]; to be said before
    /// [#bind].
    public void reusesAddress(boolean newReusesAddress) {
        reusesAddress = newReusesAddress;
    }

    /// Whether closing may wait for bytes to be sent.
    public boolean lingers() {
        return lingers;
    }

    public synchronized int option(int level, int option) throws IOException {
        return sockets.option(handle(), level, option);
    }

    public synchronized void setOption(int level, int option, int value) throws IOException {
        sockets.setOption(handle(), level, option, value);
    }

    public synchronized void setOption(int level, int option, byte[] value) throws IOException {
        sockets.setOption(handle(), level, option, value);
    }

    /// Whether a socket of IPv6 serves that alone.
    public boolean isIpv6Only() {
        return ipv6Only;
    }

    /// Sets [#isIpv6Only]; to be said before [#bind].
    public void ipv6Only(boolean newIpv6Only) throws IOException {
        setOption(Codes.IPPROTO_IPV6, Codes.IPV6_V6ONLY, newIpv6Only ? 1 : 0);
        ipv6Only = newIpv6Only;
    }

    /// The mark of what is sent; 0 where Windows does not tell, as most do.
    public int trafficClass() throws IOException {
        try {
            return option(Codes.IPPROTO_IP, Codes.IP_TOS);
        } catch (SocketException e) {
            logger.trace("Windows does not tell what it marks", e);
            return 0;
        }
    }

    /// Sets the mark of what is sent. Windows takes it and marks nothing unless a policy says so;
    /// of a socket of datagrams that is not bound it does not even take it.
    public void setTrafficClass(int trafficClass) throws IOException {
        try {
            setOption(Codes.IPPROTO_IP, Codes.IP_TOS, trafficClass);
        } catch (SocketException e) {
            logger.debug("Windows does not mark what is sent", e);
        }
    }

    /// A time or number of keep-alive probes, by its option; null when this Windows does not have
    /// it.
    public synchronized @Nullable Integer keepAlive(int option) throws IOException {
        return keepAliveTimes.get(option);
    }

    /// Whether this Windows has the option of keep-alive probes; it is set then.
    public synchronized boolean setKeepAlive(int option, int value) throws IOException {
        return keepAliveTimes.set(option, value);
    }

    /// Seconds that closing waits for bytes to be sent; -1 when it sends them behind the scenes, 0
    /// when it throws them away and resets the connection.
    public int linger() throws IOException {
        int linger = option(Codes.SOL_SOCKET, Codes.SO_LINGER);
        return (linger & 0xffff) == 0 ? -1 : linger >>> 16;
    }

    /// Sets how long closing waits, as [#linger()] says it.
    public void setLinger(int seconds) throws IOException {
        int length = Math.clamp(seconds, 0, 0xffff);
        setOption(Codes.SOL_SOCKET, Codes.SO_LINGER, seconds < 0 ? 0 : (length << 16) | 1);
        lingers = seconds > 0;
    }
}

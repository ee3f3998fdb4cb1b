package dev.starling.iocp.port;

import java.io.IOException;
import java.net.InetSocketAddress;

/// The sockets of a system, by their handles: calls that end at once. Any thread.
public interface Sockets {
    /// What [#receiveNow] says when nothing has come.
    int NOTHING = -1;

    /// What [#receiveNow] says when the other side has ended its output.
    int END = -2;

    /// A completion port.
    ///
    /// @param maySkipPackets whether what is done at once may post no packet, where the system
    ///   allows that
    Port newPort(boolean maySkipPackets) throws IOException;

    /// The family that serves IPv4 too, where there is one.
    int preferredFamily();

    /// A socket that never waits, of a family and a type of [dev.starling.iocp.winsock.Codes].
    long open(int family, int type) throws IOException;

    /// Closes the socket. Operations must have been cancelled before: closing alone may end none of
    /// them.
    ///
    /// @param lingers whether closing may take its time
    void close(long socket, boolean lingers) throws IOException;

    void bind(long socket, int family, InetSocketAddress address) throws IOException;

    void listen(long socket, int backlog) throws IOException;

    /// Sets whom datagrams go to and come from.
    void connect(long socket, int family, InetSocketAddress address) throws IOException;

    /// The opposite of [#connect].
    void disconnect(long socket, int family) throws IOException;

    /// Ends one or both directions, by a code of `SD_…`.
    void shutdown(long socket, int how) throws IOException;

    /// Receives what has come over a connection: the number of bytes, [#NOTHING] or [#END].
    int receiveNow(long socket, long address, int bytesMax) throws IOException;

    /// Whether [#receiveNow] would say [#END]; receives nothing.
    boolean hasEnded(long socket) throws IOException;

    /// Whether nothing can be sent over a connection any more, of which the output was not shut
    /// down here; sends nothing.
    boolean isReset(long socket);

    InetSocketAddress localAddress(long socket) throws IOException;

    InetSocketAddress remoteAddress(long socket) throws IOException;

    /// Makes a socket that was accepted a whole one: Windows neither shuts it down nor tells its
    /// addresses before (`SO_UPDATE_ACCEPT_CONTEXT`).
    void accepted(long socket, long listening) throws IOException;

    /// Makes a socket that was connected a whole one, in the same way
    /// (`SO_UPDATE_CONNECT_CONTEXT`).
    void connected(long socket) throws IOException;

    int option(long socket, int level, int option) throws IOException;

    void setOption(long socket, int level, int option, int value) throws IOException;

    void setOption(long socket, int level, int option, byte[] value) throws IOException;

    /// A setting of the socket that is none of its options, by a code of `SIO_…`.
    void setControl(long socket, int control, byte[] value) throws IOException;
}

package dev.starling.iocp.port;

import java.io.IOException;
import java.net.InetSocketAddress;

/// The completion port of one event loop and the calls that start operations on sockets tied to it.
///
/// A call that starts an operation answers with a code of Winsock: 0 when the operation is done
/// already, [dev.starling.iocp.winsock.Codes#ERROR_IO_PENDING] when it is under way, any other when
/// it failed. Addresses are of memory that stays as it is until the operation has ended; only lists
/// of buffers are read during the call. Loop only, but [#wake].
public interface Port {
    /// The key of packets that [#wake] posts; associations count from 1.
    long WAKE_KEY = 0;

    /// Ties the socket to this port for its life.
    ///
    /// @return whether what is done at once posts no packet on this socket
    boolean associate(long socket, long key) throws IOException;

    /// Sends what `count` buffers of a list hold, over a connection.
    int send(long socket, long buffers, int count, long overlapped);

    /// Receives into one buffer; with room for no byte, waits until there is something to receive.
    /// The flags are read and written until it ends.
    int receive(long socket, long buffers, long flags, long overlapped);

    /// Sends one datagram; `address` is 0 for one to whom the socket is connected to.
    int sendTo(
            long socket, long buffers, int count, long address, int addressBytes, long overlapped);

    /// Receives one datagram; flags, address and its length are written until it ends. Windows
    /// answers [dev.starling.iocp.winsock.Codes#WSAEMSGSIZE] at once for one that was too long and
    /// may post a packet all the same, which then finds its operation ended.
    int receiveFrom(
            long socket,
            long buffers,
            long flags,
            long address,
            long addressBytes,
            long overlapped);

    /// Accepts a connection into a fresh socket; room for addresses and a number is written until
    /// it ends.
    int accept(long listening, long accepted, long addresses, long received, long overlapped);

    /// Who was accepted, by what the accept has written: Windows forgets it of a connection that is
    /// gone again.
    InetSocketAddress accepted(long addresses);

    /// Connects a socket that is bound.
    int connect(long socket, long address, int addressBytes, long overlapped);

    /// Asks for the end of the operation, or of all of the socket when `overlapped` is 0. Each
    /// still ends as the law says.
    void cancel(long socket, long overlapped);

    /// The Winsock code of an operation that ended with a packet.
    int code(long socket, long overlapped);

    /// Takes packets out of the port, waiting for the first. Throws an [IllegalStateException] when
    /// the system cannot hand them out; they stay at the port then.
    ///
    /// @param millis at most, -1 without end
    /// @return how many there are, to be read with [#key] and [#overlapped] until the next call
    int await(int millis);

    /// The key that the socket of packet `index` was tied with.
    long key(int index);

    /// The operation that packet `index` tells the end of.
    long overlapped(int index);

    /// Posts a packet with [#WAKE_KEY]. Any thread, but one at a time.
    void wake();

    /// Closes the port. No operation may be under way.
    void close();
}

package dev.starling.transport;

import dev.starling.wire.Offence;
import java.net.SocketAddress;

/// One connection to one peer.
///
/// All callbacks of a link come from its one loop, in order. Every method may be called from any
/// thread.
public interface Link {
    SocketAddress localAddress();

    SocketAddress remoteAddress();

    /// Who is at the other end, as far as the pipe itself knows.
    Identity identity();

    /// The only stream of a plain link.
    LinkStream stream();

    boolean isOpen();

    /// Writes what was accepted, then closes in order: the other side reads everything, then the
    /// end. What cannot be written within the transport's `closeNanosMax` is given up by a reset.
    /// Idempotent.
    void close();

    /// Closes at once; what was not written is lost and the other side sees a reset. `offence` says
    /// what the peer did, for the reader's [StreamReader#onClosed]. Idempotent: the first call
    /// wins.
    void reset(Offence offence);

    /// Runs `task` on the link's loop; dropped without a word once the link is closed.
    void execute(Runnable task);
}

package dev.starling.transport;

import dev.starling.wire.build.Encoded;

/// One lane in a link: bytes in, batches out, credit both ways.
///
/// Outgoing messages are copied back to back, each behind its length prefix, into the batch being
/// filled; the loop swaps the batch out and writes it whole. At most `outboxBytesMax` bytes, or one
/// message if that is larger, are accepted and not yet written. Messages of one thread keep their
/// order.
public interface LinkStream {
    Link link();

    /// Sets who hears what arrives; called once, from [LinkAcceptor#onLink]. Reading starts after
    /// it.
    void reader(StreamReader reader);

    /// Sets who counts what is accepted; from [LinkAcceptor#onLink], before anything is sent.
    void counter(SendCounter counter);

    /// Copies the message into the batch; false when there is no room or the stream is closed or
    /// ended. Never waits. Any thread.
    boolean trySend(Encoded message);

    /// Copies into the batch what the other side makes us say, such as the answer to a PING; there
    /// are 4 KiB more room for it than for [#trySend]. When there is none all the same, the link is
    /// not read until there is: who asks must read our answers. On the link's loop only.
    boolean tryReply(Encoded message);

    /// Copies the message into the batch, waiting for room. Any thread but a loop.
    ///
    /// @throws TransportException `CLOSED` when the stream is closed or ended, before or meanwhile
    /// @throws IllegalStateException on a loop, which must not wait
    void send(Encoded message) throws TransportException, InterruptedException;

    /// Bytes accepted and not yet handed to the operating system, prefixes included.
    long unwrittenBytes();

    /// Ends this side: what was accepted is written, then the other side reads the end; reading
    /// goes on. Idempotent.
    void end();

    /// Takes in nothing more until [#resumeReading]; at most what was already read still arrives.
    /// The other side comes to a halt once the buffers between are full.
    void pauseReading();

    void resumeReading();
}

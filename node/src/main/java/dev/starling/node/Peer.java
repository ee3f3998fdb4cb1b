package dev.starling.node;

import dev.starling.wire.build.Encoded;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Who is at the other end of one link: a peer with a name, or a guest that has said none.
///
/// Names are said, not proven: links are not encrypted yet. Every method may be called from any
/// thread. What is sent is copied during the call; to return means *accepted into the link's batch,
/// in order per calling thread*, not delivered. Nothing is ever written to a guest: sending to one
/// fails with `GUEST`. A message need not say a `sender_id`; one that says another than this node's
/// name breaks the exchange, and the other side ends the link.
public interface Peer {
    /// The name it greeted with; empty for a guest, whose messages each say a `sender_id`.
    String name();

    boolean isGuest();

    /// Whether its link is open and it may be sent to.
    boolean isConnected();

    SocketAddress address();

    /// Its figures at this moment.
    PeerInfo info();

    /// Sends, waiting while 1 MiB or one larger message is accepted and not yet written. Not from a
    /// loop, where it is an `IllegalStateException`.
    ///
    /// In a handler it may wait too, and meanwhile that link is not read: when the other side's
    /// handler does the same and both have much to say, each waits for the other until the link is
    /// reset after 30 s. Who answers a flood of messages takes [#trySend] or [#sendAsync].
    ///
    /// @throws NodeException `NOT_CONNECTED`, `GUEST`
    /// @throws IllegalArgumentException for HELLO and PING, which the node says itself
    void send(Encoded message) throws NodeException, InterruptedException;

    /// Sends if there is room and says whether there was; false as well when the link has ended or
    /// this is a guest. Never waits, allocates nothing.
    boolean trySend(Encoded message);

    /// Sends as soon as there is room; the future completes when the message is accepted, or fails
    /// with a [NodeException]: `NOT_CONNECTED`, `GUEST`, `FULL` when another 1 MiB waits already.
    CompletableFuture<Void> sendAsync(Encoded message);

    /// Asks: sends DATA and waits for DATA that carries its id in `in_reply_to`. The future fails
    /// with a [NodeException]: `TIMED_OUT`, `NOT_CONNECTED`, `GUEST`, `FULL` when 65,536 questions
    /// or this very message wait for this peer. An answer that comes later is dropped and counted.
    /// It is completed on a virtual thread.
    ///
    /// A handler may wait for it: the answer overtakes whatever waits for the handler. But once 256
    /// KiB (1 MiB while few links are that busy) are waiting the link is not read, and an answer
    /// behind them does not come in time: then the handler goes on with `TIMED_OUT`. Who must not
    /// run into that uses the future instead of waiting for it.
    ///
    /// @param timeout from 1 ms to 1 hour
    /// @throws IllegalArgumentException when `question` is not DATA, or `timeout` out of range
    CompletableFuture<Answer> request(Message question, Duration timeout);

    /// Asks with a PING and tells how long its answer took, whatever held it up. One is on its way
    /// at a time: who asks meanwhile waits for the next, which leaves behind it. The future fails
    /// with a [NodeException]: `TIMED_OUT` 10 s after its PING, `NOT_CONNECTED`, `GUEST`. It is
    /// completed on a virtual thread.
    CompletableFuture<Duration> ping();

    /// Closes its link in order, and stays away: it is not redialled. Idempotent.
    void disconnect();
}

package dev.starling.transport.link;

import dev.starling.transport.batch.Batch;
import io.netty.util.concurrent.EventExecutor;
import java.net.SocketAddress;

/// What carries the bytes of one link. All but the first three methods are for its loop only.
///
/// It tells its [PlainLink] what happens: `onBytes`, `onTurnEnd` after those of one turn, `onEnd`,
/// `onWritten` or `onGivenUp` once for every batch, and `onGone` as the last.
public interface Pipe {
    EventExecutor loop();

    SocketAddress localAddress();

    SocketAddress remoteAddress();

    /// Lets bytes come, or holds them back; off at first.
    void reading(boolean wanted);

    /// Queues the batch behind the others.
    void write(Batch batch);

    /// Writes what is queued.
    void flush();

    /// Whether more of the oldest batch was written than at the last question.
    boolean hasProgressed();

    /// Tells the other side the end of this direction; only when everything queued was written.
    void endOutput();

    /// Closes; in order if both directions have ended.
    void close();

    /// Cuts off: the other side sees a reset.
    void abort();
}

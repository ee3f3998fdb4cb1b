package dev.starling.transport;

import java.nio.ByteBuffer;

/// Hears what happens on a stream; every call comes from the link's loop and must not wait.
///
/// Its deadline is a question that it answers, never a timer that it owns: the link asks after
/// every call and comes back in time. Time is monotonic, in nanoseconds.
public interface StreamReader {
    /// Reading starts; the first call, so that a deadline can run before any byte has come.
    default void onOpen(long nowNanos) {}

    /// Bytes arrived, from position to limit. They are gone after the call: what is not whole yet
    /// must be copied. The buffer is open beyond its window; only the window is the reader's.
    void onBytes(ByteBuffer bytes, long nowNanos);

    /// All that had arrived was handed on, for this turn of the loop: after one [#onBytes] or
    /// several. The time for what is better done once than for each.
    default void onTurnEnd() {}

    /// The other side ended its direction; no more bytes come. Ours stays open until the link is
    /// closed.
    void onEnd(long nowNanos);

    /// From now on bytes are held back, or come again: by [LinkStream#pauseReading], or for an
    /// outbox that is full. At first they come.
    default void onReading(boolean comes, long nowNanos) {}

    /// There is room again after [LinkStream#trySend] said there was none.
    default void onRoom(long nowNanos) {}

    /// The link is closed; the last call. Comes exactly once for every reader.
    void onClosed(Closed closed);

    /// When [#onDeadline] wants to be called; `Long.MAX_VALUE` for never.
    default long deadlineNanos() {
        return Long.MAX_VALUE;
    }

    /// The deadline has passed.
    default void onDeadline(long nowNanos) {}
}

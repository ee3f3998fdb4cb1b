package dev.starling.transport.inbox;

import dev.starling.wire.Verified;

/// Does with messages what may take its time; every call comes from the inbox's one thread.
///
/// What it throws is counted and the next message comes; an `Error` ends the inbox.
///
/// @param <S> what brings the messages
public interface InboxHandler<S> {
    /// A message, valid during the call.
    void onMessage(S source, Verified message) throws InterruptedException;

    /// All messages of a source that came to its end have been handled.
    default void onEnd(S source) {}
}

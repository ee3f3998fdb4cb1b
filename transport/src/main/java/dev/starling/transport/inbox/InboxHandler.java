package dev.starling.transport.inbox;

import dev.starling.wire.Verified;

/// Does with messages what may take its time; every call comes from the inbox's one thread.
///
/// An exception is a defect of ours: it is counted, told to the thread's handler for uncaught
/// exceptions and to [#onFailure], and the next message comes; so is an interrupt while the inbox
/// is open. An `Error` ends the inbox and the thread, which its handler for uncaught exceptions
/// hears.
///
/// @param <S> what brings the messages
public interface InboxHandler<S> {
    /// A message, valid during the call.
    void onMessage(S source, Verified message) throws InterruptedException;

    /// A message of this source was lost to an exception: its source must not be told otherwise.
    default void onFailure(S source) {}

    /// All messages of a source that came to its end have been handled.
    default void onEnd(S source) {}

    /// The inbox is closed and its thread ends: the last call.
    default void onStopped() {}
}

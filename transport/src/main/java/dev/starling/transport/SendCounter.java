package dev.starling.transport;

import dev.starling.wire.MessageType;

/// Counts what a stream accepts.
@FunctionalInterface
public interface SendCounter {
    /// Counts nothing.
    SendCounter NONE = (_, _) -> {};

    /// A message was accepted; `frameBytes` with its length prefix. Called by one thread at a time,
    /// whoever sends, while others wait for it: it must do no more than count.
    void onAccepted(MessageType type, int frameBytes);
}

package dev.starling.protocol.message;

import dev.starling.wire.Verified;

/// All that can happen on a link, as its machine hears it; every call comes from the link's thread.
public interface FromLink {
    /// The link is there; the first call.
    void onOpen(long nowNanos);

    /// Bytes came, whether they complete a message or not; before the messages they complete.
    void onBytes(long nowNanos);

    /// A message came; readable only during the call.
    void onMessage(Verified message, long nowNanos);

    /// There is room again after [ToLink#trySend] said there was none.
    void onRoom(long nowNanos);

    /// The other side ended its direction in order; everything before it was handed over.
    void onEnd(long nowNanos);

    /// The application wants a PING now, beside those of the rounds.
    void onAsk(long nowNanos);

    /// We want the link closed in order: the application, home or a newer link under the name.
    void onClose(CloseCode why, long nowNanos);

    /// The link is gone; the last call, exactly once.
    void onClosed(CloseCode how, long nowNanos);

    /// When [#onDeadline] wants to be called; `Long.MAX_VALUE` for never. Asked after every call.
    long deadlineNanos();

    /// The deadline has passed.
    void onDeadline(long nowNanos);
}

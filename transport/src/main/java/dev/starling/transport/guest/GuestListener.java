package dev.starling.transport.guest;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.net.SocketAddress;

/// Hears what guests send, on their loops; no call may wait.
public interface GuestListener {
    /// A guest has come; nothing of it has been read.
    default void onOpen(Guest guest) {}

    /// A message, valid during the call. Who cannot take more pauses the guest: what was already
    /// read still comes.
    void onMessage(Guest guest, Verified message);

    /// The guest has sent everything and all of it was good. Whoever takes messages elsewhere first
    /// finishes them, then the guest: the orderly close is the receipt for all.
    default void onEnd(Guest guest) {
        guest.finish();
    }

    /// A client was cut off, or not let in at all.
    ///
    /// @param offset byte of its stream where the rule was broken
    default void onCutOff(SocketAddress remote, Offence offence, long offset) {}

    /// The guest has gone, in order or not; the last call for it.
    default void onClosed(Guest guest) {}
}

package dev.starling.transport.guest;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.net.SocketAddress;

/// Does with guests' messages what may take its time; every call comes from one virtual thread.
@FunctionalInterface
public interface GuestHandler {
    /// A message, valid during the call.
    void onMessage(Guest guest, Verified message) throws InterruptedException;

    /// A client was cut off, or not let in; behind the messages it had sent.
    ///
    /// @param offset byte of its stream where the rule was broken
    default void onCutOff(SocketAddress remote, Offence offence, long offset) {}

    /// So many more were cut off before, too fast to tell one by one.
    default void onCutOffsMissed(long count) {}
}

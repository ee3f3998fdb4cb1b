package dev.starling.node.io;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.net.SocketAddress;

/// Does with what comes to a raw port what may take its time; every call comes from one virtual
/// thread, each client's messages in their order.
///
/// A client that has ended is closed in order when all its messages were handled: its receipt. What
/// the handler throws counts as not taken: that client is cut off.
@FunctionalInterface
public interface RawHandler {
    /// A message, valid during the call.
    void onMessage(RawClient client, Verified message) throws InterruptedException;

    /// A client was cut off, or not let in; behind the messages it had sent.
    ///
    /// @param offset byte of its stream where the rule was broken
    default void onCutOff(SocketAddress remote, Offence offence, long offset) {}

    /// So many more were cut off before, too fast to tell one by one.
    default void onCutOffsMissed(long count) {}
}

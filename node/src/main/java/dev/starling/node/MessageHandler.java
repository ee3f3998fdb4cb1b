package dev.starling.node;

import dev.starling.wire.Verified;

/// Does something with a message.
@FunctionalInterface
public interface MessageHandler {
    /// A message from `from`; it and everything read from it is valid during the call.
    ///
    /// The messages of one link come in order, one at a time, on a virtual thread of the link: the
    /// handler may wait, and while it does that link is not read once 256 KiB (1 MiB while few
    /// links are that busy) are waiting. Other links go on, on threads of their own. An exception
    /// is counted and logged and the next message comes; an `Error` closes the node. An interrupt
    /// ends with the call it comes to; the node itself interrupts only what goes on when its time
    /// to close is over.
    void onMessage(Peer from, Verified message) throws Exception;
}

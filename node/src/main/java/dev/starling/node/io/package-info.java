/// What talks to the world without being a peer: a raw port that guests send messages to, a sender
/// to such a port, a reader of messages from bytes, and the event loops under them.
@NullMarked
package dev.starling.node.io;

import org.jspecify.annotations.NullMarked;

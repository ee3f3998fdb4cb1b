/// Event loops: which I/O mechanism drives the sockets, and its threads.
///
/// [Loops] is what other rooms and floors use; [NettyLoops] is the same thing in Netty's terms, for
/// the rooms of this module only.
@NullMarked
package dev.starling.transport.loop;

import org.jspecify.annotations.NullMarked;

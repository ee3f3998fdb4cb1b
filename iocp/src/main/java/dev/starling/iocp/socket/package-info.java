/// What channels are made of: a native socket, its options in the form in which Netty's own
/// configurations ask for them, and what is under way on it.
@NullMarked
package dev.starling.iocp.socket;

import org.jspecify.annotations.NullMarked;

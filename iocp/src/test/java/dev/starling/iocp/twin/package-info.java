/// A deterministic twin of Windows' sockets and completion ports, for the channels and operations
/// as they are: everything that may happen in any order happens in an order that a seed decides.
@NullMarked
package dev.starling.iocp.twin;

import org.jspecify.annotations.NullMarked;

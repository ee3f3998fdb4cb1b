/// A transport for Netty over the completion ports of Windows, in pure Java.
///
/// [dev.starling.iocp.IocpIoHandler#newFactory()] goes to a `MultiThreadIoEventLoopGroup`, the
/// channel classes to a bootstrap, [dev.starling.iocp.Iocp#isAvailable()] says whether this system
/// has them.
@NullMarked
package dev.starling.iocp;

import org.jspecify.annotations.NullMarked;

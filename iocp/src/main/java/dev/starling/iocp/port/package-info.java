/// One completion port for each event loop, and the operations it tells the end of.
///
/// [dev.starling.iocp.port.Sockets] and [dev.starling.iocp.port.Port] are all that the channels
/// know of Windows; tests put a deterministic twin behind them. [dev.starling.iocp.port.Operations]
/// keeps the law:
///
/// > An operation ends in exactly one of three ways: its call fails at once; or it is done at once
/// > on a socket that skips packets then; or exactly one packet comes for it. Until it has ended
/// > and its end was handled, neither its memory nor its buffers are given back, whatever becomes
/// > of the channel.
///
/// ```
/// take ──▶ start ──▶ failed at once ─────────────┐
///            │  └──▶ done at once, skip mode ────┤
///            └─────▶ pending ──▶ its packet ─────┴──▶ ended ──▶ handled ──▶ given back
/// ```
@NullMarked
package dev.starling.iocp.port;

import org.jspecify.annotations.NullMarked;

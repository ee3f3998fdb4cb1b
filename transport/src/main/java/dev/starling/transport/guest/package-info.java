/// The raw port: anybody may send messages here, nobody gets an answer.
///
/// A client that has not said who it is in a handshake is a guest. What it sends is cut into
/// frames, verified and handed on; nothing is ever written to it. A whole exchange ends with an
/// orderly close, anything else with a reset, so that a sender can tell. Against guests who mean no
/// good stand: places per address, a deadline for a frame and for silence, and one bound for the
/// unfinished frames of all.
///
/// To listen, with a handler that may take its time:
///
/// ```
/// GuestInbox inbox = GuestInbox.start("starling-raw-handler", handler);
/// GuestPort port = GuestPort.open(transport, bind, GuestConfig.DEFAULT, inbox);
/// …
/// port.close();       // no new guests
/// transport.close();  // those that are here are reset
/// inbox.close();
/// ```
///
/// Every message of every guest then comes to one virtual thread, in the order of each guest. While
/// it is behind, guests are not read; a guest's orderly close waits until its last message was
/// handled. Whoever never waits implements [GuestListener] instead and hears everything on the
/// loops.
@NullMarked
package dev.starling.transport.guest;

import org.jspecify.annotations.NullMarked;

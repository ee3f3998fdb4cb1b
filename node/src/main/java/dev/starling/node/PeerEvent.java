package dev.starling.node;

import dev.starling.protocol.message.CloseCode;
import org.jspecify.annotations.Nullable;

/// What happened to a peer.
///
/// @param kind what it was; more kinds may come in later versions
/// @param code why the link ended, with `DISCONNECTED`; else null
/// @param unwrittenBytes bytes that were accepted for this peer and never handed to the operating
///   system, with `DISCONNECTED`; else 0
/// @param roundTripNanos the round trip just measured, with `ROUND_TRIP`; else 0
public record PeerEvent(
        Kind kind, @Nullable CloseCode code, long unwrittenBytes, long roundTripNanos) {
    /// The kinds of events.
    public enum Kind {
        /// It said who it is and can be sent to.
        CONNECTED,
        /// It answered a PING.
        ROUND_TRIP,
        /// Its link has ended; this [Peer] is never connected again, a redial makes a new one.
        DISCONNECTED
    }

    public static PeerEvent connected() {
        return new PeerEvent(Kind.CONNECTED, null, 0, 0);
    }

    public static PeerEvent roundTrip(long nanos) {
        return new PeerEvent(Kind.ROUND_TRIP, null, 0, nanos);
    }

    public static PeerEvent disconnected(CloseCode code, long unwrittenBytes) {
        return new PeerEvent(Kind.DISCONNECTED, code, unwrittenBytes, 0);
    }
}

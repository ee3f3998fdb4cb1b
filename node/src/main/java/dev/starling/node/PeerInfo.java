package dev.starling.node;

import java.net.SocketAddress;

/// The figures of one peer at one moment.
///
/// @param name the name it greeted with
/// @param address where it is
/// @param agent its program and version, as it says
/// @param dialled whether we dialled it; else it came to us
/// @param answering whether it has answered a PING yet
/// @param roundTripNanos the last round trip, 0 while there is none
/// @param roundTripNanosMin the shortest so far, 0 while there is none
/// @param messagesIn messages that came from it
/// @param messagesOut messages accepted for it
/// @param bytesIn bytes read from it
/// @param bytesOut bytes accepted for it, prefixes included
/// @param queueBytes bytes accepted and not yet handed to the operating system
/// @param offences how often it broke a rule that does not end a link
public record PeerInfo(
        String name,
        SocketAddress address,
        String agent,
        boolean dialled,
        boolean answering,
        long roundTripNanos,
        long roundTripNanosMin,
        long messagesIn,
        long messagesOut,
        long bytesIn,
        long bytesOut,
        long queueBytes,
        long offences) {}

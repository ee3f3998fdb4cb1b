package dev.starling.node;

import dev.starling.protocol.message.ExchangeConfig;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.guest.GuestConfig;
import java.time.Duration;

/// The bounds of a node.
///
/// @param exchange PINGs, greetings and how long they may take
/// @param transport outgoing bytes, dials, closing
/// @param port frames, deadlines and places of those who come
/// @param peersMax peers at most, from 1 to 65,536. Who has not answered a PING yet counts as a
///   stranger, and strangers hold half of them at most: when more come at once, some are turned
///   away and come again a moment later
/// @param inboxBytesMax bytes that wait for the handler of one link before the link is not read, or
///   one message if that is larger
/// @param inboxSharedBytes bytes that may wait beyond that for all links together, for one link up
///   to three times `inboxBytesMax`; from 0 to 2^40
/// @param requestsMax questions that wait for the answers of one peer
/// @param closeNanosMax how long [Node#close()] may take
public record NodeConfig(
        ExchangeConfig exchange,
        TransportConfig transport,
        GuestConfig port,
        int peersMax,
        int inboxBytesMax,
        long inboxSharedBytes,
        int requestsMax,
        long closeNanosMax) {
    public static final NodeConfig DEFAULT =
            new NodeConfig(
                    ExchangeConfig.DEFAULT,
                    TransportConfig.DEFAULT,
                    GuestConfig.DEFAULT,
                    1_024,
                    256 << 10,
                    64L << 20,
                    65_536,
                    Duration.ofSeconds(5).toNanos());

    public NodeConfig {
        range("peersMax", peersMax, 1, 65_536);
        range("inboxBytesMax", inboxBytesMax, 1_024, 1 << 30);
        range("inboxSharedBytes", inboxSharedBytes, 0, 1L << 40);
        range("requestsMax", requestsMax, 1, 1 << 24);
        range("closeNanosMax", closeNanosMax, 0, Duration.ofHours(1).toNanos());
    }

    /// The same with other bounds for the exchange.
    public NodeConfig withExchange(ExchangeConfig other) {
        return new NodeConfig(
                other,
                transport,
                port,
                peersMax,
                inboxBytesMax,
                inboxSharedBytes,
                requestsMax,
                closeNanosMax);
    }

    /// The same with other bounds for pipes.
    public NodeConfig withTransport(TransportConfig other) {
        return new NodeConfig(
                exchange,
                other,
                port,
                peersMax,
                inboxBytesMax,
                inboxSharedBytes,
                requestsMax,
                closeNanosMax);
    }

    /// The same with other bounds for those who come.
    public NodeConfig withPort(GuestConfig other) {
        return new NodeConfig(
                exchange,
                transport,
                other,
                peersMax,
                inboxBytesMax,
                inboxSharedBytes,
                requestsMax,
                closeNanosMax);
    }

    private static void range(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s must be %,d to %,d, not %,d".formatted(name, min, max, value));
        }
    }
}

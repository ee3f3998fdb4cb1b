package dev.starling.node.io;

import dev.starling.transport.guest.GuestConfig;

/// The bounds of a raw port that its user may want to choose; frames, deadlines and memory have the
/// bounds of the protocol, docs/protocols.md.
///
/// @param connectionsPerAddressMax places for one address, 1 at least; for one /64 with IPv6
/// @param connectionsPerLoopbackAddressMax places for one address of this machine, 1 at least
public record RawPortConfig(int connectionsPerAddressMax, int connectionsPerLoopbackAddressMax) {
    public static final RawPortConfig DEFAULT =
            new RawPortConfig(
                    GuestConfig.DEFAULT.connectionsPerAddressMax(),
                    GuestConfig.DEFAULT.connectionsPerLoopbackAddressMax());

    public RawPortConfig {
        if (connectionsPerAddressMax < 1 || connectionsPerLoopbackAddressMax < 1) {
            throw new IllegalArgumentException(
                    "places must be 1 or more: %d, of this machine %d"
                            .formatted(connectionsPerAddressMax, connectionsPerLoopbackAddressMax));
        }
    }

    GuestConfig guests() {
        return GuestConfig.DEFAULT.withConnectionsMax(
                connectionsPerAddressMax, connectionsPerLoopbackAddressMax);
    }
}

package dev.starling.transport.guest;

import dev.starling.wire.WireLimits;
import java.time.Duration;

/// The bounds of a raw port.
///
/// @param frameBytesMax bytes of a message at most, from 12 to 2^30
/// @param frameNanosMax how long a message may take from its first byte to its last
/// @param idleNanosMax how long a guest may be silent between messages
/// @param connectionsPerAddressMax places for one address; for one /64 with IPv6
/// @param connectionsPerLoopbackAddressMax places for one address of this machine
/// @param connectionsMax places in all
/// @param guestBytesMax memory for unfinished messages of all guests and peers together
public record GuestConfig(
        int frameBytesMax,
        long frameNanosMax,
        long idleNanosMax,
        int connectionsPerAddressMax,
        int connectionsPerLoopbackAddressMax,
        int connectionsMax,
        long guestBytesMax) {
    public static final GuestConfig DEFAULT =
            new GuestConfig(
                    WireLimits.FRAME_BYTES_MAX,
                    Duration.ofSeconds(30).toNanos(),
                    Duration.ofMinutes(5).toNanos(),
                    8,
                    1_024,
                    16_384,
                    64L << 20);

    public GuestConfig {
        atLeast(WireLimits.MESSAGE_BYTES_MIN, frameBytesMax, "frameBytesMax");
        if (frameBytesMax > 1 << 30) {
            throw new IllegalArgumentException("frameBytesMax is 2^30 at most: " + frameBytesMax);
        }
        atLeast(1, frameNanosMax, "frameNanosMax");
        atLeast(1, idleNanosMax, "idleNanosMax");
        atLeast(1, connectionsPerAddressMax, "connectionsPerAddressMax");
        atLeast(1, connectionsPerLoopbackAddressMax, "connectionsPerLoopbackAddressMax");
        atLeast(1, connectionsMax, "connectionsMax");
        atLeast(1, guestBytesMax, "guestBytesMax");
    }

    /// The same with other numbers of places; in all there are as many at least.
    public GuestConfig withConnectionsMax(int perAddress, int perLoopbackAddress) {
        int inAll = Math.max(connectionsMax, Math.max(perAddress, perLoopbackAddress));
        return new GuestConfig(
                frameBytesMax,
                frameNanosMax,
                idleNanosMax,
                perAddress,
                perLoopbackAddress,
                inAll,
                guestBytesMax);
    }

    /// The same with another number of places in all.
    public GuestConfig withConnectionsMax(int inAll) {
        return new GuestConfig(
                frameBytesMax,
                frameNanosMax,
                idleNanosMax,
                connectionsPerAddressMax,
                connectionsPerLoopbackAddressMax,
                inAll,
                guestBytesMax);
    }

    /// The same with other deadlines.
    public GuestConfig withDeadlines(Duration frame, Duration idle) {
        return new GuestConfig(
                frameBytesMax,
                frame.toNanos(),
                idle.toNanos(),
                connectionsPerAddressMax,
                connectionsPerLoopbackAddressMax,
                connectionsMax,
                guestBytesMax);
    }

    private static void atLeast(long min, long value, String name) {
        if (value < min) {
            throw new IllegalArgumentException(name + " must be " + min + " or more: " + value);
        }
    }
}

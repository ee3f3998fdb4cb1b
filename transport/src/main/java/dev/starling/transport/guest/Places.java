package dev.starling.transport.guest;

import dev.starling.wire.Offence;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who is here from which address, and how many more may come from there and in all.
///
/// An IPv6 address counts as its /64: one host has all of them. A sorted map, as its keys come from
/// the network and nobody can make them collide; it holds no more entries than there are links.
public final class Places {
    private static final long NO_ADDRESS = -1;

    private final int perAddressMax;
    private final int perLoopbackMax;
    private final int inAllMax;
    private final TreeMap<Long, Integer> taken = new TreeMap<>();
    private int takenInAll;

    public Places(GuestConfig config) {
        this.perAddressMax = config.connectionsPerAddressMax();
        this.perLoopbackMax = config.connectionsPerLoopbackAddressMax();
        this.inAllMax = config.connectionsMax();
    }

    /// Takes a place; says why there is none, null when it was taken.
    public synchronized @Nullable Offence enter(SocketAddress remote) {
        int now = taken.getOrDefault(key(remote), 0);
        if (now >= max(remote)) {
            return Offence.ADDRESS_FULL;
        }
        if (takenInAll >= inAllMax) {
            return Offence.PORT_FULL;
        }
        taken.put(key(remote), now + 1);
        takenInAll++;
        return null;
    }

    /// Gives back a place that was taken.
    public synchronized void leave(SocketAddress remote) {
        taken.computeIfPresent(key(remote), (_, now) -> now == 1 ? null : now - 1);
        takenInAll--;
    }

    public synchronized int addresses() {
        return taken.size();
    }

    private int max(SocketAddress remote) {
        InetAddress address = address(remote);
        boolean isHere = address == null || address.isLoopbackAddress();
        return isHere ? perLoopbackMax : perAddressMax;
    }

    private static long key(SocketAddress remote) {
        InetAddress address = address(remote);
        if (address == null) {
            return NO_ADDRESS;
        }
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet6Address
                ? bytes.getLong()
                : Integer.toUnsignedLong(bytes.getInt());
    }

    private static @Nullable InetAddress address(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }
}

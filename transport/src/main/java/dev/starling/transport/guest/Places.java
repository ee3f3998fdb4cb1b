package dev.starling.transport.guest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who is here from which address, and how many more may come.
///
/// An IPv6 address counts as its /64: one host has all of them. A sorted map, as its keys come from
/// the network and nobody can make them collide; it holds no more entries than there are links.
public final class Places {
    private static final long NO_ADDRESS = -1;

    private final int perAddressMax;
    private final int perLoopbackMax;
    private final TreeMap<Long, Integer> taken = new TreeMap<>();

    public Places(int perAddressMax, int perLoopbackMax) {
        this.perAddressMax = perAddressMax;
        this.perLoopbackMax = perLoopbackMax;
    }

    /// Takes a place; false when all are taken.
    public synchronized boolean enter(SocketAddress remote) {
        int now = taken.getOrDefault(key(remote), 0);
        if (now >= max(remote)) {
            return false;
        }
        taken.put(key(remote), now + 1);
        return true;
    }

    /// Gives back a place that was taken.
    public synchronized void leave(SocketAddress remote) {
        taken.computeIfPresent(key(remote), (_, now) -> now == 1 ? null : now - 1);
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

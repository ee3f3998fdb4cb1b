package dev.starling.iocp.datagram;

import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.winsock.Codes;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The groups that a datagram socket is in. Any thread.
///
/// Windows lets a socket of IPv6 join groups of IPv4 as well.
public final class Multicast {
    /// `SOCKADDR_STORAGE`, in which [Codes#MCAST_JOIN_SOURCE_GROUP] and its like want addresses.
    private static final int STORAGE_BYTES = 128;

    private static final int GROUP_AT = 8;
    private static final int IPV6_AT = 8;

    private final NativeSocket socket;

    public Multicast(NativeSocket socket) {
        this.socket = socket;
    }

    /// Hears what is sent to the group, by anybody when `source` is null.
    ///
    /// @param card null for the system's choice
    public void join(
            InetAddress group, @Nullable NetworkInterface card, @Nullable InetAddress source)
            throws IOException {
        if (source == null) {
            member(group, card, Codes.IP_ADD_MEMBERSHIP, Codes.IPV6_ADD_MEMBERSHIP);
        } else {
            filter(
                    group,
                    card,
                    source,
                    Codes.IP_ADD_SOURCE_MEMBERSHIP,
                    Codes.MCAST_JOIN_SOURCE_GROUP);
        }
    }

    /// The opposite of [#join].
    public void leave(
            InetAddress group, @Nullable NetworkInterface card, @Nullable InetAddress source)
            throws IOException {
        if (source == null) {
            member(group, card, Codes.IP_DROP_MEMBERSHIP, Codes.IPV6_DROP_MEMBERSHIP);
        } else {
            filter(
                    group,
                    card,
                    source,
                    Codes.IP_DROP_SOURCE_MEMBERSHIP,
                    Codes.MCAST_LEAVE_SOURCE_GROUP);
        }
    }

    /// Hears no longer what one source sends to a group that was joined.
    public void block(InetAddress group, @Nullable NetworkInterface card, InetAddress source)
            throws IOException {
        filter(group, card, source, Codes.IP_BLOCK_SOURCE, Codes.MCAST_BLOCK_SOURCE);
    }

    /// The network card with the address; null for one that is of no card, as a wildcard.
    public static @Nullable NetworkInterface cardOf(@Nullable InetSocketAddress address)
            throws IOException {
        return address == null ? null : NetworkInterface.getByInetAddress(address.getAddress());
    }

    private void member(InetAddress group, @Nullable NetworkInterface card, int ipv4, int ipv6)
            throws IOException {
        if (group instanceof Inet4Address) {
            // IP_MREQ
            ByteBuffer request = ByteBuffer.allocate(8).put(group.getAddress()).put(ipv4(card));
            socket.setOption(Codes.IPPROTO_IP, ipv4, request.array());
        } else {
            // IPV6_MREQ
            ByteBuffer request = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
            request.put(group.getAddress()).putInt(card == null ? 0 : card.getIndex());
            socket.setOption(Codes.IPPROTO_IPV6, ipv6, request.array());
        }
    }

    private void filter(
            InetAddress group,
            @Nullable NetworkInterface card,
            InetAddress source,
            int ipv4,
            int ipv6)
            throws IOException {
        if (group instanceof Inet4Address != source instanceof Inet4Address) {
            throw new IllegalArgumentException(
                    "the group " + group + " and its source " + source + " are of two families");
        }
        if (group instanceof Inet4Address) {
            // IP_MREQ_SOURCE: the source stands before the card, other than in POSIX
            ByteBuffer request = ByteBuffer.allocate(12);
            request.put(group.getAddress()).put(source.getAddress()).put(ipv4(card));
            socket.setOption(Codes.IPPROTO_IP, ipv4, request.array());
        } else {
            // GROUP_SOURCE_REQ
            ByteBuffer request =
                    ByteBuffer.allocate(GROUP_AT + 2 * STORAGE_BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
            request.putInt(0, card == null ? 0 : card.getIndex());
            putIpv6(request, GROUP_AT, group);
            putIpv6(request, GROUP_AT + STORAGE_BYTES, source);
            socket.setOption(Codes.IPPROTO_IPV6, ipv6, request.array());
        }
    }

    private static void putIpv6(ByteBuffer request, int at, InetAddress address) {
        request.putShort(at, (short) Codes.AF_INET6);
        request.put(at + IPV6_AT, address.getAddress());
    }

    /// A card as IPv4 knows it: by an address of it, or by its number as 0.x.x.x where it has none.
    static byte[] ipv4(@Nullable NetworkInterface card) {
        if (card == null) {
            return new byte[4];
        }
        return card.inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .findFirst()
                .map(InetAddress::getAddress)
                .orElseGet(() -> ByteBuffer.allocate(4).putInt(card.getIndex()).array());
    }
}

package dev.starling.iocp.winsock;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// Writes and reads `SOCKADDR_IN` and `SOCKADDR_IN6`, of [Layouts#ADDRESS_BYTES_MAX] bytes at most.
///
/// A socket of family IPv6 serves IPv4 too: its IPv4 addresses are written as mapped ones and read
/// back as what they are.
public final class SocketAddresses {
    private static final int IPV4_BYTES = 16;
    private static final int IPV6_BYTES = 28;
    private static final int PORT = 2;
    private static final int IPV4 = 4;
    private static final int FLOW = 4;
    private static final int IPV6 = 8;
    private static final int SCOPE = 24;
    private static final int MAPPED_PREFIX_BYTES = 12;

    private SocketAddresses() {}

    /// Whether a socket of the family can reach the address.
    public static boolean isOf(int family, InetSocketAddress address) {
        return family == Codes.AF_INET6 || isIpv4(address.getAddress());
    }

    /// Writes what stands for no address at all; its length in bytes.
    public static int writeNone(int family, long to) {
        int bytes = family == Codes.AF_INET ? IPV4_BYTES : IPV6_BYTES;
        NativeMemory.fill(to, bytes, 0);
        return bytes;
    }

    /// Writes the address as one of `family`; its length in bytes.
    public static int write(InetSocketAddress address, int family, long to) {
        NativeMemory.writeByte(to, family);
        NativeMemory.writeByte(to + 1, 0);
        NativeMemory.writeByte(to + PORT, address.getPort() >> 8);
        NativeMemory.writeByte(to + PORT + 1, address.getPort());
        InetAddress ip = address.getAddress();
        if (family == Codes.AF_INET) {
            if (!isIpv4(ip)) {
                throw new IllegalArgumentException(
                        "this socket is of IPv4 and " + address + " is not; open one of IPv6");
            }
            NativeMemory.writeInt(to + IPV4, 0);
            NativeMemory.writeLong(to + IPV4 + 4, 0);
            if (!ip.isAnyLocalAddress()) {
                NativeMemory.writeBytes(to + IPV4, ip.getAddress());
            }
            return IPV4_BYTES;
        }
        NativeMemory.writeInt(to + FLOW, 0);
        int scope = ip instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
        NativeMemory.writeInt(to + SCOPE, scope);
        writeIpv6(ip, to + IPV6);
        return IPV6_BYTES;
    }

    /// Reads what [#write] or Windows wrote.
    public static InetSocketAddress read(long from) {
        int port =
                ((NativeMemory.readByte(from + PORT) & 0xff) << 8)
                        | (NativeMemory.readByte(from + PORT + 1) & 0xff);
        boolean isIpv4 = (NativeMemory.readByte(from) & 0xff) == Codes.AF_INET;
        byte[] ip = new byte[isIpv4 ? 4 : 16];
        NativeMemory.readBytes(from + (isIpv4 ? IPV4 : IPV6), ip);
        try {
            int scope = isIpv4 ? 0 : NativeMemory.readInt(from + SCOPE);
            InetAddress address =
                    scope == 0
                            ? InetAddress.getByAddress(ip) // a mapped one becomes IPv4
                            : Inet6Address.getByAddress(null, ip, scope);
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }

    /// The wildcard is one of both.
    private static boolean isIpv4(InetAddress ip) {
        return ip instanceof Inet4Address || ip.isAnyLocalAddress();
    }

    /// The wildcard stays one, so that the socket listens on both families.
    private static void writeIpv6(InetAddress ip, long to) {
        byte[] bytes = ip.getAddress();
        if (bytes.length == 16) {
            NativeMemory.writeBytes(to, bytes);
            return;
        }
        NativeMemory.fill(to, MAPPED_PREFIX_BYTES, 0);
        NativeMemory.writeInt(to + MAPPED_PREFIX_BYTES, 0);
        if (!ip.isAnyLocalAddress()) {
            NativeMemory.writeByte(to + MAPPED_PREFIX_BYTES - 2, 0xff);
            NativeMemory.writeByte(to + MAPPED_PREFIX_BYTES - 1, 0xff);
            NativeMemory.writeBytes(to + MAPPED_PREFIX_BYTES, bytes);
        }
    }
}

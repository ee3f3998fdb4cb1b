package dev.starling.iocp.datagram;

import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.winsock.Codes;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The options of a datagram socket. Any thread.
///
/// Those of IP are two on a socket of both families, one for each: both are set, that of the
/// socket's own family is read. One that is bound to an address of a family is of that alone:
/// Windows refuses the options of the other there.
final class DatagramSocketOptions {
    private final Channel channel;
    private final NativeSocket socket;

    DatagramSocketOptions(Channel channel, NativeSocket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    int ofSocket(int option) {
        return read(Codes.SOL_SOCKET, option);
    }

    void ofSocket(int option, int value) {
        write(Codes.SOL_SOCKET, option, value);
    }

    int ofIp(int ipv4, int ipv6) {
        return isIpv6() ? read(Codes.IPPROTO_IPV6, ipv6) : read(Codes.IPPROTO_IP, ipv4);
    }

    void ofIp(int ipv4, int ipv6, int value) {
        if (isIpv6()) {
            write(Codes.IPPROTO_IPV6, ipv6, value);
        }
        if (isIpv4()) {
            write(Codes.IPPROTO_IP, ipv4, value);
        }
    }

    int trafficClass() {
        try {
            return socket.trafficClass();
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    void trafficClass(int trafficClass) {
        try {
            socket.setTrafficClass(trafficClass);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    boolean reusesAddress() {
        return socket.reusesAddress();
    }

    /// Receivers of a group share their port, which an exclusive one does not allow.
    void reusesAddress(boolean on) {
        socket.reusesAddress(on);
        socket.exclusive(!on);
    }

    /// The card that groups are sent to; null when that is the system's choice.
    @Nullable NetworkInterface card() {
        int index = ofIp(Codes.IP_MULTICAST_IF, Codes.IPV6_MULTICAST_IF);
        try {
            if (isIpv6()) {
                return index == 0 ? null : NetworkInterface.getByIndex(index);
            }
            byte[] bytes = ByteBuffer.allocate(4).putInt(Integer.reverseBytes(index)).array();
            InetAddress address = InetAddress.getByAddress(bytes);
            if (address.isAnyLocalAddress()) {
                return null;
            }
            return bytes[0] == 0
                    ? NetworkInterface.getByIndex(ByteBuffer.wrap(bytes).getInt())
                    : NetworkInterface.getByInetAddress(address);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    void card(NetworkInterface card) {
        if (isIpv6()) {
            write(Codes.IPPROTO_IPV6, Codes.IPV6_MULTICAST_IF, card.getIndex());
        }
        if (!isIpv4()) {
            return;
        }
        int ipv4 = ByteBuffer.wrap(Multicast.ipv4(card)).order(ByteOrder.LITTLE_ENDIAN).getInt();
        write(Codes.IPPROTO_IP, Codes.IP_MULTICAST_IF, ipv4);
    }

    private boolean isIpv6() {
        return socket.family() == Codes.AF_INET6 && !isBoundToIpv4();
    }

    private boolean isBoundToIpv4() {
        return localAddress() instanceof Inet4Address;
    }

    private boolean isIpv4() {
        return socket.family() == Codes.AF_INET || (!socket.isIpv6Only() && !isBoundToIpv6());
    }

    /// The wildcard is one of both.
    private boolean isBoundToIpv6() {
        InetAddress local = localAddress();
        return local instanceof Inet6Address && !local.isAnyLocalAddress();
    }

    private @Nullable InetAddress localAddress() {
        SocketAddress local = channel.localAddress();
        return local instanceof InetSocketAddress inet ? inet.getAddress() : null;
    }

    private int read(int level, int option) {
        try {
            return socket.option(level, option);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    private void write(int level, int option, int value) {
        try {
            socket.setOption(level, option, value);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }
}

package dev.starling.iocp.datagram;

import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.winsock.Codes;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannelConfig;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Netty's configuration of a datagram channel. That of its NIO channel wants a socket of the JDK.
public class DatagramSocketConfig extends DefaultChannelConfig implements DatagramChannelConfig {
    private static final int RECEIVE_BYTES = 2_048;

    private final DatagramSocketOptions options;
    private volatile boolean activeOnRegistration;

    protected DatagramSocketConfig(Channel channel, NativeSocket socket) {
        super(channel, new FixedRecvByteBufAllocator(RECEIVE_BYTES));
        options = new DatagramSocketOptions(channel, socket);
    }

    /// Whether the channel is active as soon as it is registered, bound or not.
    public final boolean isActiveOnRegistration() {
        return activeOnRegistration;
    }

    /// Whether a datagram that is too long for the path is dropped instead of sent in pieces.
    protected final boolean isNotFragmented() {
        return options.ofIp(Codes.IP_DONTFRAGMENT, Codes.IPV6_DONTFRAG) != 0;
    }

    protected final void setNotFragmented(boolean notFragmented) {
        options.ofIp(Codes.IP_DONTFRAGMENT, Codes.IPV6_DONTFRAG, notFragmented ? 1 : 0);
    }

    @SuppressWarnings("deprecation") // DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION is still asked for
    @Override
    public Map<ChannelOption<?>, Object> getOptions() {
        return getOptions(
                super.getOptions(),
                ChannelOption.SO_BROADCAST,
                ChannelOption.SO_RCVBUF,
                ChannelOption.SO_SNDBUF,
                ChannelOption.SO_REUSEADDR,
                ChannelOption.IP_TOS,
                ChannelOption.IP_MULTICAST_LOOP_DISABLED,
                ChannelOption.IP_MULTICAST_ADDR,
                ChannelOption.IP_MULTICAST_IF,
                ChannelOption.IP_MULTICAST_TTL,
                ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION);
    }

    @SuppressWarnings({"unchecked", "deprecation"})
    @Override
    public <T> @Nullable T getOption(ChannelOption<T> option) {
        if (option.equals(ChannelOption.SO_BROADCAST)) {
            return (T) Boolean.valueOf(isBroadcast());
        }
        if (option.equals(ChannelOption.SO_RCVBUF)) {
            return (T) Integer.valueOf(getReceiveBufferSize());
        }
        if (option.equals(ChannelOption.SO_SNDBUF)) {
            return (T) Integer.valueOf(getSendBufferSize());
        }
        if (option.equals(ChannelOption.SO_REUSEADDR)) {
            return (T) Boolean.valueOf(isReuseAddress());
        }
        if (option.equals(ChannelOption.IP_TOS)) {
            return (T) Integer.valueOf(getTrafficClass());
        }
        if (option.equals(ChannelOption.IP_MULTICAST_LOOP_DISABLED)) {
            return (T) Boolean.valueOf(isLoopbackModeDisabled());
        }
        if (option.equals(ChannelOption.IP_MULTICAST_ADDR)) {
            return (T) getInterface();
        }
        if (option.equals(ChannelOption.IP_MULTICAST_IF)) {
            return (T) getNetworkInterface();
        }
        if (option.equals(ChannelOption.IP_MULTICAST_TTL)) {
            return (T) Integer.valueOf(getTimeToLive());
        }
        if (option.equals(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION)) {
            return (T) Boolean.valueOf(activeOnRegistration);
        }
        return super.getOption(option);
    }

    @SuppressWarnings("deprecation")
    @Override
    public <T> boolean setOption(ChannelOption<T> option, T value) {
        validate(option, value);
        if (option.equals(ChannelOption.SO_BROADCAST)) {
            setBroadcast((Boolean) value);
        } else if (option.equals(ChannelOption.SO_RCVBUF)) {
            setReceiveBufferSize((Integer) value);
        } else if (option.equals(ChannelOption.SO_SNDBUF)) {
            setSendBufferSize((Integer) value);
        } else if (option.equals(ChannelOption.SO_REUSEADDR)) {
            setReuseAddress((Boolean) value);
        } else if (option.equals(ChannelOption.IP_TOS)) {
            setTrafficClass((Integer) value);
        } else if (option.equals(ChannelOption.IP_MULTICAST_LOOP_DISABLED)) {
            setLoopbackModeDisabled((Boolean) value);
        } else if (option.equals(ChannelOption.IP_MULTICAST_ADDR)) {
            setInterface((InetAddress) value);
        } else if (option.equals(ChannelOption.IP_MULTICAST_IF)) {
            setNetworkInterface((NetworkInterface) value);
        } else if (option.equals(ChannelOption.IP_MULTICAST_TTL)) {
            setTimeToLive((Integer) value);
        } else if (option.equals(ChannelOption.DATAGRAM_CHANNEL_ACTIVE_ON_REGISTRATION)) {
            if (channel.isRegistered()) {
                throw new IllegalStateException("the channel is registered already");
            }
            activeOnRegistration = (Boolean) value;
        } else {
            return super.setOption(option, value);
        }
        return true;
    }

    @Override
    public boolean isBroadcast() {
        return options.ofSocket(Codes.SO_BROADCAST) != 0;
    }

    @Override
    public DatagramChannelConfig setBroadcast(boolean broadcast) {
        options.ofSocket(Codes.SO_BROADCAST, broadcast ? 1 : 0);
        return this;
    }

    @Override
    public int getReceiveBufferSize() {
        return options.ofSocket(Codes.SO_RCVBUF);
    }

    @Override
    public DatagramChannelConfig setReceiveBufferSize(int bytes) {
        options.ofSocket(Codes.SO_RCVBUF, bytes);
        return this;
    }

    @Override
    public int getSendBufferSize() {
        return options.ofSocket(Codes.SO_SNDBUF);
    }

    @Override
    public DatagramChannelConfig setSendBufferSize(int bytes) {
        options.ofSocket(Codes.SO_SNDBUF, bytes);
        return this;
    }

    @Override
    public int getTrafficClass() {
        return options.trafficClass();
    }

    @Override
    public DatagramChannelConfig setTrafficClass(int trafficClass) {
        options.trafficClass(trafficClass);
        return this;
    }

    @Override
    public boolean isReuseAddress() {
        return options.reusesAddress();
    }

    @Override
    public DatagramChannelConfig setReuseAddress(boolean reuseAddress) {
        options.reusesAddress(reuseAddress);
        return this;
    }

    @Override
    public boolean isLoopbackModeDisabled() {
        return options.ofIp(Codes.IP_MULTICAST_LOOP, Codes.IPV6_MULTICAST_LOOP) == 0;
    }

    @Override
    public DatagramChannelConfig setLoopbackModeDisabled(boolean disabled) {
        options.ofIp(Codes.IP_MULTICAST_LOOP, Codes.IPV6_MULTICAST_LOOP, disabled ? 0 : 1);
        return this;
    }

    @Override
    public int getTimeToLive() {
        return options.ofIp(Codes.IP_MULTICAST_TTL, Codes.IPV6_MULTICAST_HOPS);
    }

    @Override
    public DatagramChannelConfig setTimeToLive(int ttl) {
        options.ofIp(Codes.IP_MULTICAST_TTL, Codes.IPV6_MULTICAST_HOPS, ttl);
        return this;
    }

    @Override
    public @Nullable InetAddress getInterface() {
        NetworkInterface card = options.card();
        return card == null ? null : card.inetAddresses().findFirst().orElse(null);
    }

    @Override
    public DatagramChannelConfig setInterface(InetAddress address) {
        try {
            NetworkInterface card = NetworkInterface.getByInetAddress(address);
            if (card == null) {
                throw new ChannelException("no network interface has the address " + address);
            }
            return setNetworkInterface(card);
        } catch (SocketException e) {
            throw new ChannelException(e);
        }
    }

    @Override
    public @Nullable NetworkInterface getNetworkInterface() {
        return options.card();
    }

    @Override
    public DatagramChannelConfig setNetworkInterface(NetworkInterface card) {
        options.card(card);
        return this;
    }

    @Override
    public DatagramChannelConfig setWriteSpinCount(int writeSpinCount) {
        super.setWriteSpinCount(writeSpinCount);
        return this;
    }

    @Override
    public DatagramChannelConfig setConnectTimeoutMillis(int connectTimeoutMillis) {
        super.setConnectTimeoutMillis(connectTimeoutMillis);
        return this;
    }

    @Deprecated
    @Override
    public DatagramChannelConfig setMaxMessagesPerRead(int maxMessagesPerRead) {
        super.setMaxMessagesPerRead(maxMessagesPerRead);
        return this;
    }

    @Override
    public DatagramChannelConfig setAllocator(ByteBufAllocator allocator) {
        super.setAllocator(allocator);
        return this;
    }

    @Override
    public DatagramChannelConfig setRecvByteBufAllocator(RecvByteBufAllocator allocator) {
        super.setRecvByteBufAllocator(allocator);
        return this;
    }

    @Override
    public DatagramChannelConfig setAutoRead(boolean autoRead) {
        super.setAutoRead(autoRead);
        return this;
    }

    @Override
    public DatagramChannelConfig setAutoClose(boolean autoClose) {
        super.setAutoClose(autoClose);
        return this;
    }

    @Override
    public DatagramChannelConfig setWriteBufferWaterMark(WriteBufferWaterMark waterMark) {
        super.setWriteBufferWaterMark(waterMark);
        return this;
    }

    @Override
    public DatagramChannelConfig setMessageSizeEstimator(MessageSizeEstimator estimator) {
        super.setMessageSizeEstimator(estimator);
        return this;
    }
}

package dev.starling.iocp;

import dev.starling.iocp.socket.NativeSocket;
import dev.starling.iocp.winsock.Codes;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Options of Windows' sockets beside those of [ChannelOption].
public final class IocpChannelOption<T> extends ChannelOption<T> {
    /// Whether nobody else may bind to the same port: true by default. While it is true
    /// `SO_REUSEADDR` does nothing, for on Windows that lets any program take over a port that is
    /// in use.
    public static final ChannelOption<Boolean> SO_EXCLUSIVEADDRUSE =
            valueOf(IocpChannelOption.class, "SO_EXCLUSIVEADDRUSE");

    /// Whether a socket of IPv6 serves that alone: false by default.
    public static final ChannelOption<Boolean> IPV6_V6ONLY =
            valueOf(IocpChannelOption.class, "IPV6_V6ONLY");

    /// Whether urgent bytes come among the others: off by default.
    public static final ChannelOption<Boolean> SO_OOBINLINE =
            valueOf(IocpChannelOption.class, "SO_OOBINLINE");

    /// Seconds without a word until the first probe, where `SO_KEEPALIVE` is on; Windows before 10
    /// turns that on when this or [#TCP_KEEPINTVL] is set.
    public static final ChannelOption<Integer> TCP_KEEPIDLE =
            valueOf(IocpChannelOption.class, "TCP_KEEPIDLE");

    /// Seconds between probes.
    public static final ChannelOption<Integer> TCP_KEEPINTVL =
            valueOf(IocpChannelOption.class, "TCP_KEEPINTVL");

    /// Probes without an answer until the connection is given up; Windows before 10 has ten.
    public static final ChannelOption<Integer> TCP_KEEPCNT =
            valueOf(IocpChannelOption.class, "TCP_KEEPCNT");

    /// Whether a datagram that is too long for its path is dropped instead of sent in pieces: off
    /// by default.
    public static final ChannelOption<Boolean> IP_DONTFRAGMENT =
            valueOf(IocpChannelOption.class, "IP_DONTFRAGMENT");

    static final ChannelOption<?>[] OF_EVERY_SOCKET = {SO_EXCLUSIVEADDRUSE, IPV6_V6ONLY};
    static final ChannelOption<?>[] OF_STREAMS = {
        SO_OOBINLINE, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT
    };

    @SuppressWarnings("deprecation")
    private IocpChannelOption() {
        super(null);
    }

    /// The value; null when the option is none of these, or none that this socket has.
    @SuppressWarnings("unchecked")
    static <T> @Nullable T get(NativeSocket socket, ChannelOption<T> option) {
        try {
            if (option.equals(SO_EXCLUSIVEADDRUSE)) {
                return (T) Boolean.valueOf(socket.isExclusive());
            }
            if (option.equals(IPV6_V6ONLY) && socket.family() == Codes.AF_INET6) {
                return (T) Boolean.valueOf(socket.isIpv6Only());
            }
            if (option.equals(SO_OOBINLINE) && socket.isStream()) {
                int inline = socket.option(Codes.SOL_SOCKET, Codes.SO_OOBINLINE);
                return (T) Boolean.valueOf(inline != 0);
            }
            int keepAlive = keepAlive(socket, option);
            return keepAlive == 0 ? null : (T) socket.keepAlive(keepAlive);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    /// Whether the option is one of these, and one that this socket has; it is set then.
    static <T> boolean set(NativeSocket socket, ChannelOption<T> option, T value) {
        try {
            if (option.equals(SO_EXCLUSIVEADDRUSE)) {
                socket.exclusive((Boolean) value);
                return true;
            }
            if (option.equals(IPV6_V6ONLY) && socket.family() == Codes.AF_INET6) {
                socket.ipv6Only((Boolean) value);
                return true;
            }
            if (option.equals(SO_OOBINLINE) && socket.isStream()) {
                int inline = (Boolean) value ? 1 : 0;
                socket.setOption(Codes.SOL_SOCKET, Codes.SO_OOBINLINE, inline);
                return true;
            }
            int keepAlive = keepAlive(socket, option);
            return keepAlive != 0 && socket.setKeepAlive(keepAlive, (Integer) value);
        } catch (IOException e) {
            throw new ChannelException(e);
        }
    }

    private static int keepAlive(NativeSocket socket, ChannelOption<?> option) {
        if (!socket.isStream()) {
            return 0;
        }
        if (option.equals(TCP_KEEPIDLE)) {
            return Codes.TCP_KEEPIDLE;
        }
        if (option.equals(TCP_KEEPINTVL)) {
            return Codes.TCP_KEEPINTVL;
        }
        return option.equals(TCP_KEEPCNT) ? Codes.TCP_KEEPCNT : 0;
    }
}

package dev.starling.transport.tcp;

import dev.starling.iocp.IocpChannelOption;
import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.Mechanism;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/// The socket options of a TCP link.
final class TcpOptions {
    /// A peer whose packets are dropped is found dead after 15 s + 3 × 5 s of silence.
    private static final int KEEP_IDLE_SECONDS = 15;

    private static final int KEEP_INTERVAL_SECONDS = 5;
    private static final int KEEP_PROBES = 3;

    /// Reads of one link in a turn, at most: then others have their turn.
    static final int READS_PER_TURN = 2;

    private TcpOptions() {}

    /// Sets them on a channel that is not open yet, or was just accepted.
    static void apply(Channel channel, Mechanism mechanism, TransportConfig config) {
        set(channel, ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT);
        set(channel, ChannelOption.RECVBUF_ALLOCATOR, reads(mechanism, config.readBytes()));
        set(channel, ChannelOption.AUTO_READ, false);
        set(channel, ChannelOption.ALLOW_HALF_CLOSURE, true);
        set(channel, ChannelOption.TCP_NODELAY, true);
        set(channel, ChannelOption.SO_KEEPALIVE, true);
        int connectMillis = Math.toIntExact(config.dialNanosMax() / 1_000_000);
        set(channel, ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.max(1, connectMillis));
        keepAlive(channel, mechanism);
    }

    private static RecvByteBufAllocator reads(Mechanism mechanism, int readBytes) {
        return mechanism == Mechanism.EPOLL
                ? new BoundedReads(readBytes, READS_PER_TURN)
                : new FixedRecvByteBufAllocator(readBytes).maxMessagesPerRead(READS_PER_TURN);
    }

    private static void keepAlive(Channel channel, Mechanism mechanism) {
        switch (mechanism) {
            case IO_URING -> {
                set(channel, IoUringChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS);
                set(channel, IoUringChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS);
                set(channel, IoUringChannelOption.TCP_KEEPCNT, KEEP_PROBES);
            }
            case EPOLL -> {
                set(channel, EpollChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS);
                set(channel, EpollChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS);
                set(channel, EpollChannelOption.TCP_KEEPCNT, KEEP_PROBES);
            }
            case IOCP -> {
                set(channel, IocpChannelOption.TCP_KEEPIDLE, KEEP_IDLE_SECONDS);
                set(channel, IocpChannelOption.TCP_KEEPINTVL, KEEP_INTERVAL_SECONDS);
                set(channel, IocpChannelOption.TCP_KEEPCNT, KEEP_PROBES);
            }
            case KQUEUE -> {
                // Netty's kqueue has no options for the times: the system's own hold.
            }
            case NIO -> {
                setNio(channel, ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_IDLE_SECONDS);
                setNio(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_INTERVAL_SECONDS);
                setNio(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_PROBES);
            }
        }
    }

    /// Unknown where the system has no such option: then its own times hold.
    private static void setNio(Channel channel, SocketOption<Integer> option, int value) {
        set(channel, NioChannelOption.of(option), value);
    }

    private static <T> void set(Channel channel, ChannelOption<T> option, T value) {
        channel.config().setOption(option, value);
    }
}

package dev.starling.transport.tcp;

import dev.starling.iocp.IocpSocketChannel;
import dev.starling.transport.loop.NioSocket;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/// What the kernel thinks of a connection.
final class TcpStates {
    /// `TCP_CLOSE` of the kernel's `tcp_states.h`.
    private static final int CLOSE = 7;

    private TcpStates() {}

    /// Whether a connection that we did not end is gone. Always false where the mechanism cannot
    /// ask (kqueue, NIO outside Linux): there the next write finds out.
    static boolean isGone(Channel channel) {
        return switch (channel) {
            case IoUringSocketChannel uring -> uring.tcpInfo().state() == CLOSE;
            case EpollSocketChannel epoll -> epoll.tcpInfo().state() == CLOSE;
            case NioSocket nio -> nio.isGone();
            case IocpSocketChannel iocp -> iocp.isReset();
            default -> false;
        };
    }
}

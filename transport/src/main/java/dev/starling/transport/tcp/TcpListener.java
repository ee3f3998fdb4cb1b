package dev.starling.transport.tcp;

import dev.starling.transport.Listener;
import dev.starling.transport.loop.Loops;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.SocketAddress;

/// A bound socket that takes links in.
final class TcpListener implements Listener {
    private final Channel channel;
    private final AcceptFailures failures;
    private final SocketAddress address;

    TcpListener(Channel channel, AcceptFailures failures) {
        this.channel = channel;
        this.failures = failures;
        this.address = channel.localAddress();
    }

    @Override
    public SocketAddress address() {
        return address;
    }

    @Override
    public long failedAccepts() {
        return failures.count();
    }

    /// Off a loop, returns when it takes no more in; NIO frees the port a turn later.
    @Override
    public void close() {
        ChannelFuture closed = channel.close();
        if (!Loops.isLoop()) {
            // Not sync, which throws: with a loop that has died the port is closed already.
            closed.awaitUninterruptibly();
        }
    }
}

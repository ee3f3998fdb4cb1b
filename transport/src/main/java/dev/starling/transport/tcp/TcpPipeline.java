package dev.starling.transport.tcp;

import io.netty.channel.Channel;

/// The order of handlers of a TCP link: the only place where handlers are added.
final class TcpPipeline {
    private TcpPipeline() {}

    static void fill(Channel channel, TcpHandler link) {
        channel.pipeline().addLast("link", link);
    }
}

package dev.starling.house.planted.transport.tcp;

/// A second place that orders handlers.
final class Orderer {
    void order(io.netty.channel.ChannelPipeline pipeline, io.netty.channel.ChannelHandler handler) {
        pipeline.addLast(handler);
    }
}

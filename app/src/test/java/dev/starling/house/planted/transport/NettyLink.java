package dev.starling.house.planted.transport;

/// A pipe that shows what it is made of.
interface NettyLink {
    io.netty.channel.Channel channel();
}

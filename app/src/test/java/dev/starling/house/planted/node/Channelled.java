package dev.starling.house.planted.node;

/// A peer that knows Netty.
interface Channelled {
    io.netty.channel.Channel channel();
}

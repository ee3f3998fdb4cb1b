package dev.starling.house.planted.app;

/// A program that knows Netty.
interface Nettied {
    io.netty.channel.Channel channel();
}

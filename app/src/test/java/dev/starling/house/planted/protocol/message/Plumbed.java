package dev.starling.house.planted.protocol.message;

/// A rule that holds a pipe in its own hands.
final class Plumbed {
    io.netty.channel.@org.jspecify.annotations.Nullable Channel channel;
}

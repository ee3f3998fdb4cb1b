package dev.starling.iocp.windows;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.CompletableFuture;

/// Waits for a number of bytes, and drops them.
final class Counting extends ChannelInboundHandlerAdapter {
    /// Done when all have come, failed when the channel does.
    final CompletableFuture<Void> all = new CompletableFuture<>();

    private final int expected;
    private int bytes;

    Counting(int expected) {
        this.expected = expected;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        bytes += read.readableBytes();
        read.release();
        if (bytes == expected) {
            all.complete(null);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        all.completeExceptionally(cause);
    }
}

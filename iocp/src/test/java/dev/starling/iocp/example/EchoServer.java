package dev.starling.iocp.example;

import dev.starling.iocp.IocpIoHandler;
import dev.starling.iocp.IocpServerSocketChannel;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;

/// The example of the README, from the next line but one.
@SuppressWarnings("FutureReturnValueIgnored")
public final class EchoServer {
    public static void main(String[] arguments) throws InterruptedException {
        var group = new MultiThreadIoEventLoopGroup(IocpIoHandler.newFactory());
        try {
            new ServerBootstrap()
                    .group(group)
                    .channel(IocpServerSocketChannel.class)
                    .childHandler(new Echo())
                    .bind(8007)
                    .sync()
                    .channel()
                    .closeFuture()
                    .sync();
        } finally {
            group.shutdownGracefully();
        }
    }

    @Sharable
    static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.writeAndFlush(message);
        }
    }
}

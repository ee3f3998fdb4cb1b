package dev.starling.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Turns the events of one channel into those of its pipe.
final class TcpHandler extends ChannelInboundHandlerAdapter {
    private final Function<SocketChannel, TcpPipe> open;
    private @Nullable TcpPipe pipe;

    /// @param open makes the pipe, and the link over it, once the channel is connected
    TcpHandler(Function<SocketChannel, TcpPipe> open) {
        this.open = open;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        pipe = open.apply((SocketChannel) context.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        TcpPipe current = pipe;
        if (current == null) {
            bytes.release();
        } else {
            current.onRead(bytes);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        TcpPipe current = pipe;
        if (current != null) {
            current.onReadComplete();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        TcpPipe current = pipe;
        if (current != null && event == ChannelInputShutdownEvent.INSTANCE) {
            current.onInputEnd();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        TcpPipe current = pipe;
        if (current != null) {
            current.onInactive();
        }
    }

    /// With half-closure allowed Netty keeps a channel open whose peer reset it: so we close it.
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof BoundedReads.TurnOver) {
            // Reads on even where reading is held back: a socket that epoll is asked nothing about
            // is let go, and cannot be taken up again.
            context.read();
            return;
        }
        TcpPipe current = pipe;
        if (current == null) {
            var _ = context.close();
        } else {
            current.onBroken();
        }
        if (!(cause instanceof IOException)) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
        }
    }
}

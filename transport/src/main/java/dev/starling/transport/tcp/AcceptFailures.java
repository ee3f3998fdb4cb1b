package dev.starling.transport.tcp;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/// What a listening socket does when an accept fails, as it does when no open files are left: rests
/// for a second, so that it does not spin, and goes on.
///
/// It stands before Netty's own acceptor, which would do the same and then let the exception run
/// out of the pipeline into a log.
final class AcceptFailures extends ChannelInboundHandlerAdapter {
    private static final int REST_SECONDS = 1;

    private volatile long count;

    long count() {
        return count;
    }

    // One thread, the listener's loop, writes the count.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        count++;
        ChannelConfig config = context.channel().config();
        if (config.isAutoRead()) {
            config.setAutoRead(false);
            var _ =
                    context.executor()
                            .schedule(
                                    () -> config.setAutoRead(true), REST_SECONDS, TimeUnit.SECONDS);
        }
    }
}

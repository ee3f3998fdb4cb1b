package dev.starling.iocp.windows;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notes what a channel says, and drops what it reads.
class Hearing extends ChannelInboundHandlerAdapter {
    private static final int SECONDS_MAX = 20;

    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile @Nullable Channel channel;
    private final CountDownLatch active = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(1);
    private final CountDownLatch inactive = new CountDownLatch(1);

    /// That which became active.
    Channel channel() {
        return Objects.requireNonNull(channel);
    }

    boolean isActiveInTime() throws InterruptedException {
        return active.await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    /// Whether something was read.
    boolean hasReadInTime() throws InterruptedException {
        return read.await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    boolean isInactiveInTime() throws InterruptedException {
        return inactive.await(SECONDS_MAX, TimeUnit.SECONDS);
    }

    void onRead(ChannelHandlerContext context, ByteBuf bytes) {
        bytes.release();
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        active.countDown();
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inactive.countDown();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        read.countDown();
        onRead(context, (ByteBuf) message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failures.add(cause);
    }
}

package dev.starling.bench.rivals.netty;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/// A listening channel, and the loop that cuts and takes what comes.
final class NettyReceiver implements Receiver {
    private final Job job;
    private final Tally tally;
    private final Frames echoes;
    private final MultiThreadIoEventLoopGroup loop = NettyRival.loop();
    private final Channel listening;
    private int links;

    NettyReceiver(Job job, Tally tally) {
        this.job = job;
        this.tally = tally;
        this.echoes = new Frames(job.opaqueBytes());
        listening =
                new ServerBootstrap()
                        .group(loop)
                        .channel(EpollServerSocketChannel.class)
                        .childOption(ChannelOption.RECVBUF_ALLOCATOR, NettyRival.reads())
                        .childHandler(new Initializer())
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .syncUninterruptibly()
                        .channel();
    }

    @Override
    public List<Integer> ports() {
        return List.of(((InetSocketAddress) listening.localAddress()).getPort());
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /// What is done with the numbers that come on a channel. Loop only.
    private LongConsumer numbers(Channel channel) {
        if (job.work() == Work.PING_PONG) {
            return number -> echoes.write(channel, number);
        }
        if (job.work() == Work.BROADCAST) {
            int link = links++;
            return number -> tally.take(link, number);
        }
        return tally::take;
    }

    /// Gives each accepted channel its handler.
    private final class Initializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new FrameHandler(job.opaqueBytes(), numbers(channel)));
        }
    }
}

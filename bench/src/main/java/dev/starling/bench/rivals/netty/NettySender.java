package dev.starling.bench.rivals.netty;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Payload;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Trips;
import dev.starling.bench.rivals.work.Work;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Connected channels on one loop; an ordinary thread encodes for them.
final class NettySender implements Sender {
    private final MultiThreadIoEventLoopGroup loop = NettyRival.loop();
    private final List<Channel> channels = new ArrayList<>();
    private final List<SwappedLink> links = new ArrayList<>();
    private final Payload payload;
    private final Frames frames;
    private final int bodyBytes;

    NettySender(Job job, int port) {
        bodyBytes = job.opaqueBytes();
        payload = new Payload(bodyBytes);
        frames = new Frames(bodyBytes);
        for (int link = 0; link < job.links(); link++) {
            channels.add(connect(port));
        }
        if (job.work() == Work.BROADCAST) {
            links.add(new SwappedLink(channels));
        } else if (job.work() != Work.IDLE) {
            channels.forEach(channel -> links.add(new SwappedLink(List.of(channel))));
        }
    }

    @Override
    public void send(int link, long number) throws InterruptedException {
        links.get(link).send(payload.of(Tally.number(link, number)));
    }

    @Override
    public void broadcast(long number) throws InterruptedException {
        links.getFirst().send(payload.of(number));
    }

    @Override
    public void pingPong(Trips trips) {
        Channel channel = channels.getFirst();
        channel.pipeline()
                .addLast(
                        new FrameHandler(
                                bodyBytes, number -> frames.write(channel, trips.next(number))));
        channel.eventLoop().execute(() -> frames.write(channel, trips.first()));
        trips.await();
    }

    @Override
    public void close() {
        var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private Channel connect(int port) {
        return new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, NettyRival.reads())
                .handler(new ChannelInboundHandlerAdapter())
                .connect(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }
}

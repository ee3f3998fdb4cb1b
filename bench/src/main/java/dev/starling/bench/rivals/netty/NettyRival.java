package dev.starling.bench.rivals.netty;

import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Receiver;
import dev.starling.bench.rivals.work.Rival;
import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;
import dev.starling.bench.rivals.work.Work;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.epoll.EpollIoHandler;
import java.util.List;
import java.util.Set;

/// Netty alone, on epoll with one loop in each process.
public final class NettyRival implements Rival {
    private static final int READ_BYTES = 64 << 10;

    @Override
    public Set<Work> works() {
        return Set.of(Work.ONE_WAY, Work.PING_PONG, Work.BROADCAST, Work.IDLE);
    }

    @Override
    public Receiver receive(Job job, Tally tally) {
        return new NettyReceiver(job, tally);
    }

    @Override
    public Sender send(Job job, List<Integer> ports) {
        return new NettySender(job, ports.getFirst());
    }

    static MultiThreadIoEventLoopGroup loop() {
        return new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    static RecvByteBufAllocator reads() {
        return new FixedRecvByteBufAllocator(READ_BYTES);
    }
}

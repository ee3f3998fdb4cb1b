package dev.starling.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.transport.TransportConfig;
import dev.starling.transport.loop.LoopThread;
import dev.starling.transport.loop.Loops;
import dev.starling.transport.loop.Mechanism;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A9: what one channel reads in one turn is bounded, though its other side has ended.
final class BoundedReadsTest {
    private static final int READ_BYTES = 256;
    private static final byte[] SENT = new byte[200 * READ_BYTES];

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void readsTwiceATurnBehindTheEnd(Mechanism mechanism) throws Exception {
        TransportConfig small = withReads(READ_BYTES);
        Reads reads = read(mechanism, channel -> TcpOptions.apply(channel, mechanism, small));
        assertThat(reads.most).isEqualTo(TcpOptions.READS_PER_TURN);
    }

    /// Netty's own bound: what the class under test is there for.
    @Test
    void findsThePlantedBoundThatEpollForgetsAtTheEnd() throws Exception {
        Reads reads =
                read(
                        Mechanism.EPOLL,
                        channel -> {
                            TcpOptions.apply(channel, Mechanism.EPOLL, TransportConfig.DEFAULT);
                            RecvByteBufAllocator netty =
                                    new FixedRecvByteBufAllocator(READ_BYTES)
                                            .maxMessagesPerRead(TcpOptions.READS_PER_TURN);
                            channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, netty);
                        });
        assertThat(reads.most).isGreaterThan(TcpOptions.READS_PER_TURN);
    }

    static TransportConfig withReads(int readBytes) {
        TransportConfig usual = TransportConfig.DEFAULT;
        return new TransportConfig(
                usual.outboxBytesMax(),
                usual.batchBytes(),
                readBytes,
                usual.dialNanosMax(),
                usual.stalledNanosMax(),
                usual.closeNanosMax());
    }

    /// Sends everything and its end to a channel that reads only then.
    private static Reads read(Mechanism mechanism, Consumer<Channel> options) throws Exception {
        Reads reads = new Reads();
        try (Loops loops = Loops.open(mechanism, 1)) {
            Channel server =
                    new ServerBootstrap()
                            .group(loops.netty().group())
                            .channelFactory(loops.netty().servers())
                            .childHandler(
                                    new ChannelInitializer<>() {
                                        @Override
                                        protected void initChannel(Channel channel) {
                                            options.accept(channel);
                                            channel.pipeline().addLast(reads);
                                        }
                                    })
                            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .sync()
                            .channel();
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                client.getOutputStream().write(SENT);
                client.shutdownOutput();
                Channel channel = reads.channel.get(10, TimeUnit.SECONDS);
                channel.eventLoop().execute(() -> reads.begin(channel));
                assertThat(reads.end.get(10, TimeUnit.SECONDS)).isEqualTo(SENT.length);
            }
        }
        return reads;
    }

    /// Counts a channel's reads by turns of its loop.
    private static final class Reads extends ChannelInboundHandlerAdapter {
        final CompletableFuture<Channel> channel = new CompletableFuture<>();
        final CompletableFuture<Integer> end = new CompletableFuture<>();
        volatile int most;
        private int bytes;
        private long turn = -1;
        private int inTurn;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel.complete(context.channel());
        }

        /// As [TcpPipe]: epoll may have read to the end already, and let the socket go.
        void begin(Channel channel) {
            if (!end.isDone()) {
                channel.config().setAutoRead(true);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf read = (ByteBuf) message;
            bytes += read.readableBytes();
            read.release();
            inTurn = turn == LoopThread.turn() ? inTurn + 1 : 1;
            turn = LoopThread.turn();
            most = Math.max(most, inTurn);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ChannelInputShutdownEvent.INSTANCE) {
                end.complete(bytes);
            }
        }

        /// Where a turn is over: as [TcpHandler], since epoll lets go of a socket it is asked
        /// nothing about.
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof BoundedReads.TurnOver) {
                context.read();
            } else {
                end.completeExceptionally(cause);
            }
        }
    }
}

package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.iocp.IocpDatagramChannel;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A channel closes whatever its operations are at, and they end with it.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class CloseTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int SECONDS_MAX = 20;
    private static final int PIECE_BYTES = 64 << 10;
    private static final int FULL_MILLIS = 200;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItWaitsToReceive(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips);
                ServerSocket silent = new ServerSocket(0, 10, HERE)) {
            Channel channel = connect(loops, silent);
            assertThat(loops.operationsUnderWay()).isEqualTo(1);
            close(channel);
            assertThat(loops.operationsUnderWay()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItSendsToSomebodyWhoDoesNotRead(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips);
                ServerSocket silent = new ServerSocket(0, 10, HERE)) {
            Channel channel = connect(loops, silent);
            ChannelFuture last = fill(channel);
            close(channel);
            assertThat(last.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            assertThat(last.isSuccess()).isFalse();
            assertThat(loops.operationsUnderWay()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItLingers(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips);
                ServerSocket silent = new ServerSocket(0, 10, HERE)) {
            Channel channel = connect(loops, silent);
            channel.config().setOption(ChannelOption.SO_LINGER, 1);
            var _ = fill(channel);
            close(channel);
            assertThat(loops.operationsUnderWay()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItAccepts(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel server = loops.serve(Hearing::new);
            assertThat(loops.operationsUnderWay()).isPositive();
            close(server);
            assertThat(loops.operationsUnderWay()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileSomebodyConnects(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel server = loops.serve(Hearing::new);
            ChannelFuture connecting = loops.client(Hearing::new).connect(server.localAddress());
            close(server);
            assertThat(connecting.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            close(connecting.channel());
            // Whom the server had accepted by then closes when it hears of the other side's end.
            await().until(() -> loops.operationsUnderWay() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItWaitsForDatagrams(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel channel =
                    new Bootstrap()
                            .group(loops.group())
                            .channel(IocpDatagramChannel.class)
                            .handler(new Hearing())
                            .bind(new InetSocketAddress(HERE, 0))
                            .sync()
                            .channel();
            assertThat(loops.operationsUnderWay()).isPositive();
            close(channel);
            assertThat(loops.operationsUnderWay()).isZero();
        }
    }

    /// What is left to receive then is nobody's, and that is no failure.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItReads(boolean skips) throws Exception {
        Hearing closing =
                new Hearing() {
                    @Override
                    void onRead(ChannelHandlerContext context, ByteBuf bytes) {
                        super.onRead(context, bytes);
                        var _ = context.close();
                    }
                };
        try (Loops loops = new Loops(skips)) {
            Channel server =
                    loops.server(() -> closing)
                            .childOption(
                                    ChannelOption.RECVBUF_ALLOCATOR,
                                    new FixedRecvByteBufAllocator(PIECE_BYTES / 10)
                                            .maxMessagesPerRead(10))
                            .bind(HERE, 0)
                            .sync()
                            .channel();
            var _ = write(loops.connect(server, Hearing::new));
            assertThat(closing.isInactiveInTime()).isTrue();
            assertThat(closing.failures).isEmpty();
        }
    }

    private static Channel connect(Loops loops, ServerSocket to) throws InterruptedException {
        return loops.client(Hearing::new).connect(to.getLocalSocketAddress()).sync().channel();
    }

    /// Writes until the system takes no more for a while; the last write.
    private static ChannelFuture fill(Channel channel) throws Exception {
        ChannelFuture last = write(channel);
        while (last.await(FULL_MILLIS)) {
            last = write(channel);
        }
        return last;
    }

    private static ChannelFuture write(Channel channel) {
        return channel.writeAndFlush(channel.alloc().directBuffer().writeZero(PIECE_BYTES));
    }

    private static void close(Channel channel) throws InterruptedException {
        assertThat(channel.close().await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }
}

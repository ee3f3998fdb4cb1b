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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
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
            ChannelFuture last = fill(channel).getLast();
            close(channel);
            assertThat(last.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            assertThat(last.cause()).isInstanceOf(ClosedChannelException.class);
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
    void whatWasSentArrivesWhileItLingers(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips);
                ServerSocket listener = new ServerSocket(0, 10, HERE)) {
            Channel channel = connect(loops, listener);
            channel.config().setOption(ChannelOption.SO_LINGER, SECONDS_MAX);
            try (Socket reader = listener.accept()) {
                InputStream in = reader.getInputStream();
                List<ChannelFuture> writes = fill(channel);
                long bytes = 0;
                while (!writes.getLast().isDone()) {
                    bytes += in.readNBytes(1).length;
                }
                ChannelFuture closed = channel.close();
                for (int read = 0; read >= 0; read = in.read(new byte[PIECE_BYTES])) {
                    bytes += read;
                }
                assertThat(bytes).isEqualTo((long) PIECE_BYTES * writes.size());
                assertThat(closed.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            }
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
    void whileItConnects(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips);
                FullQueue full = new FullQueue(loops.client(Hearing::new))) {
            int closedMeanwhile = 0;
            for (ChannelFuture attempt : full.attempts()) {
                close(attempt.channel());
                assertThat(attempt.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
                closedMeanwhile += attempt.cause() instanceof ClosedChannelException ? 1 : 0;
            }
            assertThat(loops.operationsUnderWay()).isZero();
            full.assumeThatSomebodyWaited();
            assertThat(closedMeanwhile).isPositive();
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

    /// And works on where it is.
    @Test
    void whatShallMoveToAnotherLoopDoesNotClose() throws Exception {
        Hearing reader = new Hearing();
        try (Loops loops = new Loops(true)) {
            Channel channel = loops.connect(loops.serve(() -> reader), Hearing::new);
            assertThat(channel.deregister().await().cause())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("completion port");
            write(channel).sync();
            assertThat(reader.hasReadInTime()).isTrue();
        }
    }

    private static Channel connect(Loops loops, ServerSocket to) throws InterruptedException {
        return loops.client(Hearing::new).connect(to.getLocalSocketAddress()).sync().channel();
    }

    /// Writes until the system takes no more for a while; the last of these writes is not done.
    private static List<ChannelFuture> fill(Channel channel) throws Exception {
        List<ChannelFuture> writes = new ArrayList<>();
        do {
            writes.add(write(channel));
        } while (writes.getLast().await(FULL_MILLIS));
        return writes;
    }

    private static ChannelFuture write(Channel channel) {
        return channel.writeAndFlush(channel.alloc().directBuffer().writeZero(PIECE_BYTES));
    }

    private static void close(Channel channel) throws InterruptedException {
        assertThat(channel.close().await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    }
}

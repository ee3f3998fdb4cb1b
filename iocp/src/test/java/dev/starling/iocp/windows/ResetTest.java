package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The peer, a plain socket, resets the connection at each step of its life: the channel hears of
/// it, fails with nothing but the network's failures, and is gone.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class ResetTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int PIECE_BYTES = 1 << 20;
    private static final int SECONDS_MAX = 20;
    private static final int TRIES_MAX = 1_000;

    /// Where in the life of a connection.
    private enum Step {
        BEFORE_A_WORD,
        WHILE_NOBODY_READS,
        AFTER_BYTES,
        WHILE_SENT_TO,
        AFTER_ITS_END
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void beforeAWord(boolean skips) throws Exception {
        reset(skips, Step.BEFORE_A_WORD);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileNobodyReads(boolean skips) throws Exception {
        reset(skips, Step.WHILE_NOBODY_READS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterBytes(boolean skips) throws Exception {
        reset(skips, Step.AFTER_BYTES);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItIsSentTo(boolean skips) throws Exception {
        reset(skips, Step.WHILE_SENT_TO);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterItsEnd(boolean skips) throws Exception {
        reset(skips, Step.AFTER_ITS_END);
    }

    /// To a listener whose queue is full and who leaves: those in the queue are connected already.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileItConnects(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            FullQueue full = new FullQueue(loops.client(Hearing::new));
            long pending = full.attempts().stream().filter(attempt -> !attempt.isDone()).count();
            full.close();
            for (ChannelFuture attempt : full.attempts()) {
                assertThat(attempt.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
                if (!attempt.isSuccess()) {
                    assertThat(attempt.cause())
                            .isInstanceOf(SocketException.class)
                            .hasMessageMatching(
                                    "Connection re(fused|set) \\(ConnectEx failed with Windows"
                                            + " error \\d+\\): .*");
                }
                assertThat(attempt.channel().closeFuture().await(SECONDS_MAX, TimeUnit.SECONDS))
                        .isTrue();
            }
            assertThat(loops.operationsUnderWay()).isZero();
            full.assumeThatSomebodyWaited();
            assertThat(pending).isPositive();
        }
    }

    private static void reset(boolean skips, Step step) throws Exception {
        try (Loops loops = new Loops(skips)) {
            CompletableFuture<Accepted> accepted = new CompletableFuture<>();
            Unharmed unharmed = new Unharmed();
            Channel server =
                    loops.server(
                                    () -> {
                                        Accepted handler = new Accepted(step);
                                        accepted.complete(handler);
                                        return handler;
                                    })
                            .handler(unharmed)
                            .childOption(ChannelOption.AUTO_READ, step != Step.WHILE_NOBODY_READS)
                            .childOption(
                                    ChannelOption.ALLOW_HALF_CLOSURE, step == Step.AFTER_ITS_END)
                            .bind(HERE, 0)
                            .sync()
                            .channel();
            // One that is reset before a word may never be accepted.
            for (int i = 0; i < TRIES_MAX && !accepted.isDone(); i++) {
                try (Socket peer = new Socket(HERE, Loops.port(server))) {
                    peer.setSoLinger(true, 0);
                    live(peer, step, accepted);
                }
            }
            hears(accepted.get(SECONDS_MAX, TimeUnit.SECONDS), step);
            server.close().sync();
            assertThat(unharmed.failures).isEmpty();
            await().until(() -> loops.operationsUnderWay() == 0);
        }
    }

    /// Up to the step at which the peer resets.
    private static void live(Socket peer, Step step, CompletableFuture<Accepted> accepted)
            throws Exception {
        if (step == Step.BEFORE_A_WORD) {
            return;
        }
        Accepted handler = accepted.get(SECONDS_MAX, TimeUnit.SECONDS);
        assertThat(handler.isActiveInTime()).isTrue();
        if (step == Step.AFTER_BYTES || step == Step.AFTER_ITS_END) {
            peer.getOutputStream().write(1);
            assertThat(handler.hasReadInTime()).isTrue();
        }
        if (step == Step.AFTER_ITS_END) {
            peer.shutdownOutput();
        }
        if (step == Step.WHILE_SENT_TO) {
            assertThat(peer.getInputStream().read()).isNotNegative();
        }
    }

    /// Of one failure at most: wine may end a connection before it resets it.
    private static void hears(Accepted handler, Step step) throws Exception {
        if (step == Step.AFTER_ITS_END) {
            // Nothing is left to hear of it by but a send.
            handler.send();
        }
        assertThat(handler.isInactiveInTime()).isTrue();
        assertThat(handler.failures).hasSizeLessThanOrEqualTo(1).allSatisfy(ResetTest::isReset);
        if (step == Step.AFTER_ITS_END || step == Step.WHILE_SENT_TO) {
            ChannelFuture last = handler.sent.getLast();
            assertThat(last.await(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
            if (step == Step.AFTER_ITS_END) {
                isReset(last.cause());
            } else {
                assertThat(last.cause()).isInstanceOf(IOException.class);
            }
        }
    }

    private static void isReset(Throwable failure) {
        assertThat(failure)
                .isInstanceOf(SocketException.class)
                .hasMessageMatching(
                        "Connection (reset|aborted by this host)"
                                + " \\(\\w+ failed with Windows error \\d+\\)");
    }

    /// Notes what fails at the server itself.
    private static final class Unharmed extends ChannelInboundHandlerAdapter {
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            failures.add(cause);
        }
    }

    /// The side that hears of the reset.
    private static final class Accepted extends Hearing {
        private final List<ChannelFuture> sent = new CopyOnWriteArrayList<>();
        private final Step step;

        Accepted(Step step) {
            this.step = step;
        }

        void send() {
            ByteBuf bytes = channel().alloc().directBuffer(PIECE_BYTES).writeZero(PIECE_BYTES);
            sent.add(channel().writeAndFlush(bytes));
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            super.channelActive(context);
            if (step == Step.WHILE_SENT_TO) {
                for (int i = 0; i < 10; i++) {
                    send();
                }
            }
        }
    }
}

package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The peer, a plain socket, resets the connection at each step of its life: the channel hears of
/// it, fails with nothing but the network's failures, and is gone.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class ResetTest {
    private static final int PIECE_BYTES = 1 << 20;
    private static final int SECONDS_MAX = 20;

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

    private static void reset(boolean skips, Step step) throws Exception {
        try (Loops loops = new Loops(skips)) {
            CompletableFuture<Accepted> accepted = new CompletableFuture<>();
            Channel server =
                    loops.server(
                                    () -> {
                                        Accepted handler = new Accepted(step);
                                        accepted.complete(handler);
                                        return handler;
                                    })
                            .childOption(ChannelOption.AUTO_READ, step != Step.WHILE_NOBODY_READS)
                            .childOption(
                                    ChannelOption.ALLOW_HALF_CLOSURE, step == Step.AFTER_ITS_END)
                            .bind(InetAddress.getLoopbackAddress(), 0)
                            .sync()
                            .channel();
            try (Socket peer = new Socket(InetAddress.getLoopbackAddress(), Loops.port(server))) {
                peer.setSoLinger(true, 0);
                live(peer, step, accepted);
            }
            // One that was reset before a word may never have been accepted.
            Accepted handler = accepted.getNow(null);
            if (handler != null) {
                if (step == Step.AFTER_ITS_END) {
                    // Nothing is left to hear of it by but a send.
                    handler.send();
                }
                assertThat(handler.isInactiveInTime()).isTrue();
                assertThat(handler.failures)
                        .allSatisfy(failure -> assertThat(failure).isInstanceOf(IOException.class));
            }
            server.close().sync();
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

    /// The side that hears of the reset.
    private static final class Accepted extends Hearing {
        private final Step step;

        Accepted(Step step) {
            this.step = step;
        }

        void send() {
            ByteBuf bytes = channel().alloc().directBuffer(PIECE_BYTES).writeZero(PIECE_BYTES);
            var _ = channel().writeAndFlush(bytes);
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

package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes come back as they were sent, over many connections at once, and timers keep their times
/// meanwhile.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class EchoTest {
    private static final int CONNECTIONS = 64;
    private static final int BYTES = 16 << 20;
    private static final int SECONDS_MAX = 240;
    private static final int TIMERS = 200;

    /// While each turn of the loop has much to do, on a machine that has so too.
    private static final int LATE_SECONDS_MAX = 5;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sixtyFourConnectionsEchoSixteenMebibytesEach(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            Channel server = loops.serve(EchoTest.Echoing::new);
            List<Sending> clients = new ArrayList<>();
            for (int seed = 0; seed < CONNECTIONS; seed++) {
                Sending client = new Sending(seed);
                clients.add(client);
                loops.connect(server, () -> client);
            }
            timersKeepTheirTimes(loops);
            for (Sending client : clients) {
                assertThat(client.heard.get(SECONDS_MAX, TimeUnit.SECONDS))
                        .isEqualTo(client.sent.get(SECONDS_MAX, TimeUnit.SECONDS));
            }
        }
    }

    /// None early, none late, all of them, and in the order of their times.
    private static void timersKeepTheirTimes(Loops loops) throws Exception {
        var loop = loops.group().next();
        List<Integer> fired = new ArrayList<>();
        List<CompletableFuture<Long>> lateness = new ArrayList<>();
        for (int i = 0; i < TIMERS; i++) {
            int number = i;
            long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5L * i);
            CompletableFuture<Long> at = new CompletableFuture<>();
            lateness.add(at);
            var _ =
                    loop.schedule(
                            () -> {
                                fired.add(number);
                                at.complete(System.nanoTime() - due);
                            },
                            due - System.nanoTime(),
                            TimeUnit.NANOSECONDS);
        }
        for (CompletableFuture<Long> late : lateness) {
            assertThat(late.get(SECONDS_MAX, TimeUnit.SECONDS))
                    .isBetween(0L, TimeUnit.SECONDS.toNanos(LATE_SECONDS_MAX));
        }
        assertThat(fired).hasSize(TIMERS).isSorted();
    }

    /// Sends back what it reads, and reads no more while that is not taken.
    private static final class Echoing extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            var _ = context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
            context.channel().config().setAutoRead(context.channel().isWritable());
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            context.channel().config().setAutoRead(context.channel().isWritable());
        }
    }

    /// Sends bytes of a seed and takes the hash of what comes back.
    private static final class Sending extends ChannelInboundHandlerAdapter {
        private static final int PIECE_BYTES = 64 << 10;
        private final CompletableFuture<String> sent = new CompletableFuture<>();
        private final CompletableFuture<String> heard = new CompletableFuture<>();
        private final SplittableRandom random;
        private final MessageDigest sending = sha256();
        private final MessageDigest hearing = sha256();
        private int sentBytes;
        private int heardBytes;

        Sending(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            send(context);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            send(context);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            heardBytes += bytes.readableBytes();
            hearing.update(bytes.nioBuffer());
            bytes.release();
            if (heardBytes == BYTES) {
                heard.complete(hex(hearing));
                var _ = context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            heard.completeExceptionally(cause);
        }

        private void send(ChannelHandlerContext context) {
            while (sentBytes < BYTES && context.channel().isWritable()) {
                byte[] piece = new byte[PIECE_BYTES];
                random.nextBytes(piece);
                sending.update(piece);
                sentBytes += piece.length;
                ByteBuf buffer = context.alloc().directBuffer(piece.length).writeBytes(piece);
                var _ = context.writeAndFlush(buffer, context.voidPromise());
                if (sentBytes == BYTES) {
                    sent.complete(hex(sending));
                }
            }
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every JDK has it", e);
            }
        }

        private static String hex(MessageDigest digest) {
            return java.util.HexFormat.of().formatHex(digest.digest());
        }
    }
}

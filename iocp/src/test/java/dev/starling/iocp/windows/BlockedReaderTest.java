package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.util.internal.PlatformDependent;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who does not read makes the sender wait, holds nothing meanwhile, and misses nothing.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class BlockedReaderTest {
    private static final int PIECE_BYTES = 16 << 10;
    private static final int FULL_MILLIS = 300;
    private static final int SECONDS_MAX = 30;

    /// What the sender's water mark lets in, a message beyond it, and what allocators keep.
    private static final long MEMORY_BYTES_MAX = 8 << 20;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReaderThatStopsStopsTheSender(boolean skips) throws Exception {
        try (Loops loops = new Loops(skips)) {
            CompletableFuture<Counting> reader = new CompletableFuture<>();
            Channel server =
                    loops.server(
                                    () -> {
                                        Counting counting = new Counting();
                                        reader.complete(counting);
                                        return counting;
                                    })
                            .childOption(ChannelOption.AUTO_READ, false)
                            .bind(InetAddress.getLoopbackAddress(), 0)
                            .sync()
                            .channel();
            Channel sender = loops.connect(server, Hearing::new);
            Counting counting = reader.get(SECONDS_MAX, TimeUnit.SECONDS);
            assertThat(counting.isActiveInTime()).isTrue();
            long before = PlatformDependent.usedDirectMemory();

            long sent = fill(sender);
            assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(MEMORY_BYTES_MAX);
            assertThat(counting.bytes).isZero();

            counting.expect(sent);
            counting.channel().config().setAutoRead(true);
            counting.all.get(SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    /// Writes while the channel says it is writable, until it has not been for a while.
    private static long fill(Channel sender) throws InterruptedException {
        long sent = 0;
        ChannelFuture last;
        do {
            ByteBuf piece = sender.alloc().directBuffer(PIECE_BYTES).writeZero(PIECE_BYTES);
            last = sender.writeAndFlush(piece);
            sent += PIECE_BYTES;
        } while (sender.isWritable() || last.await(FULL_MILLIS));
        return sent;
    }

    private static final class Counting extends Hearing {
        private final CompletableFuture<Void> all = new CompletableFuture<>();
        private volatile long expected = Long.MAX_VALUE;
        private volatile long bytes;

        void expect(long newExpected) {
            expected = newExpected;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // the loop alone adds
        @Override
        void onRead(ChannelHandlerContext context, ByteBuf read) {
            bytes += read.readableBytes();
            read.release();
            if (bytes == expected) {
                all.complete(null);
            }
        }
    }
}

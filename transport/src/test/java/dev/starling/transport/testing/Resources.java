package dev.starling.transport.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import java.time.Duration;

/// What a transport takes from the system and must give back.
///
/// @param descriptors open files of the process
/// @param threads threads whose name begins with `starling-`
/// @param pinnedBytes direct memory of the pool that is in use
public record Resources(long descriptors, long threads, long pinnedBytes) {
    public static Resources now() {
        long threads =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("starling-"))
                        .count();
        return new Resources(
                OpenFiles.count(), threads, PooledByteBufAllocator.DEFAULT.pinnedDirectMemory());
    }

    /// Fails unless no more is in use than was then; sockets of other programs' ends may linger.
    /// Asks in this thread, for one more has handles on Windows.
    public void awaitAtMost() {
        await().atMost(Duration.ofSeconds(10))
                .pollInSameThread()
                .untilAsserted(() -> {
                    Resources now = now();
                    assertThat(now.threads).as("threads").isLessThanOrEqualTo(threads);
                    assertThat(now.descriptors)
                            .as("descriptors")
                            .isLessThanOrEqualTo(descriptors + OpenFiles.spare());
                    assertThat(now.pinnedBytes)
                            .as("direct memory")
                            .isLessThanOrEqualTo(pinnedBytes);
                });
    }
}

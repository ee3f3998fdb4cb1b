package dev.starling.node.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What nodes take from the system and must give back.
///
/// @param descriptors open files of the process
/// @param threads threads of nodes, virtual ones too
/// @param directBytes memory outside the heap that buffers in use take
public record Resources(long descriptors, long threads, long directBytes) {
    public static Resources now() throws IOException {
        var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        long threads = countThreads();
        return new Resources(
                system.getOpenFileDescriptorCount(),
                threads,
                PooledByteBufAllocator.DEFAULT.pinnedDirectMemory());
    }

    /// Fails unless no more is in use than was then.
    public void awaitAtMost() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    Resources now = now();
                    assertThat(now.threads).as("threads").isLessThanOrEqualTo(threads);
                    assertThat(now.descriptors).as("descriptors").isLessThanOrEqualTo(descriptors);
                    assertThat(now.directBytes)
                            .as("direct memory")
                            .isLessThanOrEqualTo(directBytes);
                });
    }

    /// Only a dump shows virtual threads.
    private static long countThreads() throws IOException {
        Path folder = Files.createTempDirectory("threads");
        Path dump = folder.resolve("dump.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            try (var lines = Files.lines(dump)) {
                return lines.filter(line -> line.startsWith("#") && line.contains("\"starling-"))
                        .count();
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }
}

package dev.starling.bench.rivals.measure;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.starling.transport.loop.DirectMemory;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What a process uses.
///
/// @param allocatedBytes by all its threads since it started
/// @param heapBytes objects, also those that the next collection frees
/// @param directBytes buffers outside the heap
/// @param cpuNanos time that all its threads, the compiler's and collector's too, had a core
/// @param residentBytesMax all that the system has given it, at its most
public record Usage(
        long allocatedBytes,
        long heapBytes,
        long directBytes,
        long cpuNanos,
        long residentBytesMax) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";
    private static final Pattern SPACE = Pattern.compile(" ");
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /// That of this process, now.
    public static Usage here() {
        return new Usage(
                THREADS.getTotalThreadAllocatedBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                DirectMemory.bytesOutsideJavaPool() + javaPoolBytes(),
                SYSTEM.getProcessCpuTime(),
                peakBytes());
    }

    /// What was allocated and computed since `before`; the rest is as it is now.
    public Usage since(Usage before) {
        return new Usage(
                allocatedBytes - before.allocatedBytes,
                heapBytes,
                directBytes,
                cpuNanos - before.cpuNanos,
                residentBytesMax);
    }

    /// That of this process without its garbage.
    public static Usage collected() {
        System.gc();
        System.gc();
        return here();
    }

    /// What the calling thread has allocated.
    public static long allocatedByThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /// The figures in one line.
    public String encode() {
        return "%d %d %d %d %d"
                .formatted(allocatedBytes, heapBytes, directBytes, cpuNanos, residentBytesMax);
    }

    /// The figures that were encoded.
    public static Usage decode(String line) {
        List<Long> numbers = SPACE.splitAsStream(line).map(Long::valueOf).toList();
        return new Usage(
                numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
    }

    private static long javaPoolBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static long peakBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }
}

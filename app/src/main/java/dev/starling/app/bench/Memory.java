package dev.starling.app.bench;

import dev.starling.app.print.Numbers;
import dev.starling.node.io.DirectMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory of one process.
///
/// @param heapBytes objects, also those that the next collection frees
/// @param directBytes buffers outside the heap
/// @param residentBytes all that the system has given it, at its most; 0 where it does not say
record Memory(long heapBytes, long directBytes, long residentBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    /// That of this process, now.
    static Memory here() {
        return new Memory(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                DirectMemory.bytes(),
                peakBytes());
    }

    @Override
    public String toString() {
        String resident =
                residentBytes == 0 ? "" : ", " + Numbers.bytes(residentBytes) + " resident at most";
        return "%s heap, %s direct%s"
                .formatted(Numbers.bytes(heapBytes), Numbers.bytes(directBytes), resident);
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

package dev.starling.app.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What the serving side knows when its handler comes to the question: how much load it has
/// handled, and its memory.
///
/// @param handled messages of load handled for the one who asks
/// @param memory that of the serving process
record BenchReport(long handled, Memory memory) {
    private static final int NUMBERS = 4;

    byte[] encode() {
        return "%d %d %d %d"
                .formatted(
                        handled, memory.heapBytes(), memory.directBytes(), memory.residentBytes())
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// @throws IllegalArgumentException when these bytes are no report
    static BenchReport decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.US_ASCII);
        if (!text.matches("(\\d{1,18} ){3}\\d{1,18}")) {
            throw new IllegalArgumentException("no report");
        }
        long[] numbers =
                Arrays.stream(text.split(" ", NUMBERS)).mapToLong(Long::parseLong).toArray();
        return new BenchReport(numbers[0], new Memory(numbers[1], numbers[2], numbers[3]));
    }
}

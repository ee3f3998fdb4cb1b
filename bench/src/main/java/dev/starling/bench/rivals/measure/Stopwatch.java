package dev.starling.bench.rivals.measure;

import java.io.IOException;

/// Time, and what both processes used meanwhile.
final class Stopwatch {
    private final Control control;
    private final long countBefore;
    private final Usage hereBefore;
    private final Usage thereBefore;
    private final long startNanos;

    /// What was used for so many messages.
    ///
    /// @param count messages
    /// @param seconds it took
    /// @param here the sending process's usage: what has grown, and what is now
    /// @param there the receiving process's
    record Lap(double count, double seconds, Usage here, Usage there) {
        double perSecond() {
            return count / seconds;
        }

        double cpuNanosHere() {
            return here.cpuNanos() / count;
        }

        double cpuNanosThere() {
            return there.cpuNanos() / count;
        }

        double allocatedBytesHere() {
            return here.allocatedBytes() / count;
        }

        double allocatedBytesThere() {
            return there.allocatedBytes() / count;
        }
    }

    /// Starts it.
    Stopwatch(Control control, long countBefore) throws IOException {
        this.control = control;
        this.countBefore = countBefore;
        hereBefore = Usage.here();
        thereBefore = control.usage();
        startNanos = System.nanoTime();
    }

    /// What was used since it was started, until now.
    Lap lap(long count) throws IOException {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        Usage here = Usage.here().since(hereBefore);
        Usage there = control.usage().since(thereBefore);
        return new Lap(count - countBefore, seconds, here, there);
    }
}

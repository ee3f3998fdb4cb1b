package dev.starling.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// A guard that finds allocation: counts the bytes that a step takes from the heap once warm.
public final class Allocations {
    private static final int WARM_UP = 2_000;
    private static final int STEPS = 5_000;

    private Allocations() {}

    /// Fails unless `step` allocates nothing, interpreted or compiled.
    public static void assertNone(Runnable step) {
        run(step, WARM_UP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(step, STEPS);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        // The smallest object is 16 bytes: one in every step would be 16 times this.
        if (bytes >= STEPS) {
            throw new AssertionError("allocates " + bytes + " bytes in " + STEPS + " steps");
        }
    }

    private static void run(Runnable step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }
}

package dev.starling.node.metrics;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// A guard that finds allocation: counts the bytes that a step takes from the heap once warm.
final class Allocations {
    private static final int WARM_UP = 20_000;
    private static final int STEPS = 20_000;

    private Allocations() {}

    /// Bytes that one step takes, once warm.
    static double bytesPerStep(Runnable step) {
        run(step, WARM_UP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        run(step, STEPS);
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / STEPS;
    }

    private static void run(Runnable step, int times) {
        for (int i = 0; i < times; i++) {
            step.run();
        }
    }
}

package dev.starling.node.testing;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Netty's leak detector, whose reports are kept for a test. Netty makes it by its name, which the
/// pom gives.
public final class LeakReports<T> extends ResourceLeakDetector<T> {
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

    // Netty wants both constructors to be there, and uses the first.
    @SuppressWarnings("deprecation")
    public LeakReports(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    @SuppressWarnings("deprecation") // As above.
    public LeakReports(Class<?> resource, int samplingInterval, long maxActive) {
        super(resource, samplingInterval, maxActive);
    }

    /// Collects garbage, then says what was reported since the last time, null if nothing.
    public static @Nullable String first() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            // The detector looks for dropped buffers when the next one is made.
            PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
        String report = REPORTS.poll();
        REPORTS.clear();
        return report;
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        REPORTS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        REPORTS.add(resourceType);
    }
}

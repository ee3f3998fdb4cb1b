package dev.starling.transport.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test class in whose time Netty reported a buffer that was dropped and not released.
///
/// Needs `io.netty.leakDetection.level=paranoid`, and to be there before Netty's buffers load.
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        install();
        REPORTS.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        String report = firstReport();
        if (report != null) {
            throw new AssertionError("a buffer leaked: " + report);
        }
    }

    /// Collects garbage, then says what Netty reported since the last time, null if nothing.
    public static @org.jspecify.annotations.Nullable String firstReport() {
        for (int i = 0; i < 3; i++) {
            System.gc();
            // The detector looks for dropped buffers when the next one is made.
            ByteBuf probe = PooledByteBufAllocator.DEFAULT.directBuffer(16);
            probe.release();
        }
        String report = REPORTS.poll();
        REPORTS.clear();
        return report;
    }

    /// To be called before any buffer is made: each buffer class asks for its detector once.
    public static void install() {
        if (!(ResourceLeakDetectorFactory.instance() instanceof Factory)) {
            ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new Factory());
        }
    }

    private static final class Factory extends ResourceLeakDetectorFactory {
        // The only method of the class that can be overridden.
        @SuppressWarnings("deprecation")
        @Override
        public <T> ResourceLeakDetector<T> newResourceLeakDetector(
                Class<T> resource, int samplingInterval, long maxActive) {
            return new Detector<>(resource, samplingInterval);
        }
    }

    private static final class Detector<T> extends ResourceLeakDetector<T> {
        // As above.
        @SuppressWarnings("deprecation")
        Detector(Class<T> resource, int samplingInterval) {
            super(resource, samplingInterval, Long.MAX_VALUE);
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
}

package dev.starling.transport.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Fails a test class in whose time Netty reported a buffer that was dropped and not released.
///
/// Needs the two properties that the pom sets: level paranoid, and [LeakReports] as the detector.
public final class LeakWatch implements BeforeAllCallback, AfterAllCallback {
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeAll(ExtensionContext context) {
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
    public static @Nullable String firstReport() {
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

    static void onReport(String report) {
        REPORTS.add(report);
    }
}

package dev.starling.transport.testing;

import io.netty.util.ResourceLeakDetector;

/// Netty's leak detector, whose reports go to the [LeakWatch]. Netty makes it by its name.
public final class LeakReports<T> extends ResourceLeakDetector<T> {
    // Netty wants both constructors to be there, and uses the first.
    @SuppressWarnings("deprecation")
    public LeakReports(Class<?> resource, int samplingInterval) {
        super(resource, samplingInterval);
    }

    @SuppressWarnings("deprecation") // As above.
    public LeakReports(Class<?> resource, int samplingInterval, long maxActive) {
        super(resource, samplingInterval, maxActive);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LeakWatch.onReport(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LeakWatch.onReport(resourceType);
    }
}

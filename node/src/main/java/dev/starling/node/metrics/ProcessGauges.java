package dev.starling.node.metrics;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.lang.management.OperatingSystemMXBean;
import java.util.function.DoubleSupplier;

/// What the Java machine says about this process.
public final class ProcessGauges {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getOperatingSystemMXBean();

    private ProcessGauges() {}

    static void sayTo(Metrics metrics) {
        metrics.gauge(
                Metric.MEMORY_HEAP, () -> heap().getUsed(), () -> knownOrNaN(heap().getMax()));
        metrics.gauge(Metric.MEMORY_DIRECT, ProcessGauges::javaDirectBytes);
        metrics.gauge(
                Metric.DESCRIPTORS_OPEN,
                ProcessGauges::descriptorsOpen,
                ProcessGauges::descriptorsMax);
    }

    /// Lets `memory.direct` include what the transport takes without the Java machine's buffers.
    ///
    /// @param transportBytes such bytes
    /// @param limitBytes what both together may be; NaN when nobody knows
    public static void addDirect(
            Metrics metrics, DoubleSupplier transportBytes, DoubleSupplier limitBytes) {
        metrics.gauge(
                Metric.MEMORY_DIRECT,
                () -> javaDirectBytes() + transportBytes.getAsDouble(),
                limitBytes);
    }

    private static MemoryUsage heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    }

    private static double javaDirectBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToDouble(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static double descriptorsOpen() {
        return SYSTEM instanceof UnixOperatingSystemMXBean unix
                ? knownOrNaN(unix.getOpenFileDescriptorCount())
                : Double.NaN;
    }

    private static double descriptorsMax() {
        return SYSTEM instanceof UnixOperatingSystemMXBean unix
                ? knownOrNaN(unix.getMaxFileDescriptorCount())
                : Double.NaN;
    }

    /// The Java machine says -1 for what it does not know.
    private static double knownOrNaN(long value) {
        return value < 0 ? Double.NaN : value;
    }
}

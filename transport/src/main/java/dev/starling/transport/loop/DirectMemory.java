package dev.starling.transport.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/// The memory outside the heap that buffers of all transports in this process take.
public final class DirectMemory {
    /// Large enough to stand out from what else happens meanwhile.
    private static final int PROBE_BYTES = 1 << 20;

    private static final boolean IS_IN_JAVA_POOL = isInJavaPool();

    private DirectMemory() {}

    /// Bytes taken that the Java machine's own figure, its buffer pool `direct`, does not include.
    ///
    /// From Java 24 on Netty takes its memory past that pool, unless the machine is started so that
    /// `Unsafe` may be used: then the pool counts it, and this is 0.
    public static long bytesOutsideJavaPool() {
        return IS_IN_JAVA_POOL ? 0 : Math.max(0, PlatformDependent.usedDirectMemory());
    }

    /// Bytes taken, the Java machine's own figure included.
    public static long bytes() {
        return bytesOutsideJavaPool() + javaPoolBytes();
    }

    /// Bytes that may be taken before buffers are refused.
    public static long bytesMax() {
        return PlatformDependent.maxDirectMemory();
    }

    private static boolean isInJavaPool() {
        long before = javaPoolBytes();
        ByteBuf probe = Unpooled.directBuffer(PROBE_BYTES);
        boolean hasGrown = javaPoolBytes() - before >= PROBE_BYTES;
        probe.release();
        return hasGrown;
    }

    private static long javaPoolBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}

package dev.starling.transport.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class DirectMemoryTest {
    private static final int BYTES = 64 << 20;

    @Test
    void togetherWithTheJavaMachinesFigureEveryBufferIsCountedOnce() {
        long before = both();
        ByteBuf buffer = UnpooledByteBufAllocator.DEFAULT.directBuffer(BYTES);
        long with = both();
        buffer.release();

        assertThat(with - before).isBetween(BYTES - BYTES / 4L, BYTES + BYTES / 4L);
        assertThat(with - both()).isBetween(BYTES - BYTES / 4L, BYTES + BYTES / 4L);
    }

    @Test
    void knowsItsLimit() {
        assertThat(DirectMemory.bytesMax()).isGreaterThan(DirectMemory.bytesOutsideJavaPool());
    }

    private static long both() {
        return DirectMemory.bytesOutsideJavaPool()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }
}

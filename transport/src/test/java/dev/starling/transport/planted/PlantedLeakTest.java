package dev.starling.transport.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.transport.testing.LeakWatch;
import dev.starling.transport.testing.Resources;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/// Plants a leaked buffer: the watch must report it and the count must show it.
final class PlantedLeakTest {
    @Test
    void aDroppedBufferIsReported() {
        dropBuffer();
        await().untilAsserted(
                        () -> assertThat(LeakWatch.firstReport()).isNotNull().contains("ByteBuf"));
    }

    @Test
    void aHeldBufferIsCounted() {
        long before = Resources.now().pinnedBytes();
        ByteBuf held = PooledByteBufAllocator.DEFAULT.directBuffer(64 << 10);
        assertThat(Resources.now().pinnedBytes()).isGreaterThanOrEqualTo(before + (64 << 10));
        held.release();
        assertThat(Resources.now().pinnedBytes()).isEqualTo(before);
    }

    private static void dropBuffer() {
        ByteBuf dropped = PooledByteBufAllocator.DEFAULT.directBuffer(64);
        dropped.writeInt(1);
    }
}

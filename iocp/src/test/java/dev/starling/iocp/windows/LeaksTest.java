package dev.starling.iocp.windows;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/// Whether leaks would be found where the other tests look for them.
final class LeaksTest {
    @Test
    void aPlantedLeakIsFound() {
        Leaks leaks = new Leaks();
        try {
            for (int i = 0; i < 10; i++) {
                PooledByteBufAllocator.DEFAULT.directBuffer(16).writeByte(1);
            }
            assertThat(leaks.found()).isNotEmpty();
        } finally {
            leaks.close();
        }
    }
}

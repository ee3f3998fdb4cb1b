package dev.starling.iocp.port;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.iocp.winsock.Layouts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where in its slot an operation lies.
final class SlotTest {
    private static final long SLOT = 4_096;

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, 3, 4, Integer.MAX_VALUE, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1})
    void everyGenerationLiesWithin(int generation) {
        assertThat(Slot.overlapped(SLOT, generation))
                .isBetween(SLOT, SLOT + Slot.FLAGS - Layouts.OVERLAPPED_BYTES);
        assertThat(Slot.overlapped(SLOT, generation + 1))
                .as("the next one")
                .isNotEqualTo(Slot.overlapped(SLOT, generation));
    }
}

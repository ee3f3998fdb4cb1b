package dev.starling.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.node.planted.BoxedCounts;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import org.junit.jupiter.api.Test;

class CountingCostTest {
    /// The smallest object takes 16 bytes: one in every step would be far above this.
    private static final double BYTES_PER_STEP_MAX = 1;

    private final Metrics metrics = new Metrics();
    private long bytes = 1_000;

    @Test
    void aCountedMessageTakesNothingFromTheHeap() {
        LinkCounts row = metrics.open();
        assertThat(
                        Allocations.bytesPerStep(() -> {
                            row.onIn(MessageType.CHAT, bytes++);
                            row.onOut(MessageType.DATA, bytes++);
                        }))
                .isLessThan(BYTES_PER_STEP_MAX);
        assertThat(row.messagesIn()).isEqualTo(row.messagesOut()).isPositive();
    }

    @Test
    void anOffenceOrARoundTripTakesNothingFromTheHeapEither() {
        assertThat(
                        Allocations.bytesPerStep(() -> {
                            metrics.count(Metric.MESSAGES_REFUSED, Offence.BUDGET);
                            metrics.record(Metric.RTT, bytes++);
                        }))
                .isLessThan(BYTES_PER_STEP_MAX);
    }

    @Test
    void findsThePlantedCountsInBoxes() {
        BoxedCounts boxed = new BoxedCounts();
        assertThat(Allocations.bytesPerStep(() -> boxed.onIn(MessageType.CHAT, bytes++)))
                .isGreaterThan(BYTES_PER_STEP_MAX);
    }
}

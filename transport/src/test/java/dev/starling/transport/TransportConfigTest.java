package dev.starling.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The bounds that hold where nobody asks for others.
final class TransportConfigTest {
    private static final int MAX = Integer.MAX_VALUE;

    @Test
    void waitsHalfAMinuteForASlowReaderAndHoldsAMebibyteForIt() {
        TransportConfig config = TransportConfig.DEFAULT;
        assertThat(config.stalledNanosMax()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(config.outboxBytesMax()).isEqualTo(1_048_576);
        assertThat(config.dialNanosMax()).isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(config.closeNanosMax()).isEqualTo(Duration.ofSeconds(5).toNanos());
    }

    @Test
    void refusesWhatIsOutOfRangeWithFieldValueAndRange() {
        assertRefused("outboxBytesMax must be 1 to 1073741824, not 0", 0, 1, 1, 1, 1, 1);
        assertRefused("batchBytes must be 1 to 1073741824, not -1", 1, -1, 1, 1, 1, 1);
        assertRefused("readBytes must be 1 to 1073741824, not 2147483647", 1, 1, MAX, 1, 1, 1);
        assertRefused(
                "dialNanosMax must be 1 to 86400000000000, not 86400000000001",
                1,
                1,
                1,
                86_400_000_000_001L,
                1,
                1);
        assertRefused("stalledNanosMax must be 1 to 315619200000000000, not 0", 1, 1, 1, 1, 0, 1);
        assertRefused(
                "closeNanosMax must be 1 to 315619200000000000, not " + Long.MAX_VALUE,
                1,
                1,
                1,
                1,
                1,
                Long.MAX_VALUE);
    }

    private static void assertRefused(
            String message, int outbox, int batch, int read, long dial, long stalled, long close) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransportConfig(outbox, batch, read, dial, stalled, close))
                .withMessage(message);
    }
}

package dev.starling.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The bounds that hold where nobody asks for others.
final class TransportConfigTest {
    @Test
    void waitsHalfAMinuteForASlowReaderAndHoldsAMebibyteForIt() {
        TransportConfig config = TransportConfig.DEFAULT;
        assertThat(config.stalledNanosMax()).isEqualTo(Duration.ofSeconds(30).toNanos());
        assertThat(config.outboxBytesMax()).isEqualTo(1_048_576);
        assertThat(config.dialNanosMax()).isEqualTo(Duration.ofSeconds(10).toNanos());
        assertThat(config.closeNanosMax()).isEqualTo(Duration.ofSeconds(5).toNanos());
    }
}

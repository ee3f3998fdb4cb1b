package dev.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
    private static final long RESERVED = 8 * ExchangeMessages.PING_BYTES_MAX;

    @Test
    void givesWhatWasReadAndALittleMore() {
        Allowance allowance = new Allowance(4_096);
        assertThat(allowance.allowsWord(4_097)).isFalse();
        assertThat(allowance.allowsWord(4_096)).isTrue();
        allowance.onWritten(4_096);
        assertThat(allowance.allowsWord(1)).isFalse();
        allowance.onRead(10);
        assertThat(allowance.allowsWord(11)).isFalse();
        assertThat(allowance.allowsWord(10)).isTrue();
    }

    @Test
    void givesAnythingOnceLifted() {
        Allowance allowance = new Allowance(0);
        assertThat(allowance.allowsWord(1)).isFalse();
        allowance.lift();
        assertThat(allowance.allowsWord(1 << 30)).isTrue();
        assertThat(allowance.allowsMessage(1 << 30)).isTrue();
    }

    @Test
    void messagesLeaveRoomForWords() {
        Allowance allowance = new Allowance(4_096);
        assertThat(allowance.allowsMessage(4_096 - RESERVED + 1)).isFalse();
        assertThat(allowance.allowsMessage(4_096 - RESERVED)).isTrue();
        allowance.onWritten(4_096 - RESERVED);
        assertThat(allowance.allowsMessage(1)).isFalse();
        assertThat(allowance.allowsWord(RESERVED)).isTrue();
    }

    @Test
    void whatWasNotAcceptedCostsNothing() {
        Allowance allowance = new Allowance(100);
        for (int i = 0; i < 3; i++) {
            assertThat(allowance.allowsWord(100)).isTrue();
        }
    }

    @Test
    void neverGivesMoreWhateverTheOrder() {
        SplittableRandom random = new SplittableRandom(1);
        Allowance allowance = new Allowance(RESERVED + 100);
        long read = 0;
        long written = 0;
        for (int i = 0; i < 10_000; i++) {
            int bytes = random.nextInt(50);
            if (random.nextBoolean()) {
                allowance.onRead(bytes);
                read += bytes;
            } else {
                boolean isWord = random.nextBoolean();
                boolean fits = written + bytes <= read + 100 + (isWord ? RESERVED : 0);
                assertThat(isWord ? allowance.allowsWord(bytes) : allowance.allowsMessage(bytes))
                        .isEqualTo(fits);
                if (fits) {
                    allowance.onWritten(bytes);
                    written += bytes;
                }
            }
        }
    }
}

package dev.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AllowanceTest {
    @Test
    void givesWhatWasReadAndALittleMore() {
        Allowance allowance = new Allowance(4_096);
        assertThat(allowance.take(4_097)).isFalse();
        assertThat(allowance.take(4_096)).isTrue();
        assertThat(allowance.take(1)).isFalse();
        allowance.onRead(10);
        assertThat(allowance.take(11)).isFalse();
        assertThat(allowance.take(10)).isTrue();
    }

    @Test
    void givesAnythingOnceLifted() {
        Allowance allowance = new Allowance(0);
        assertThat(allowance.take(1)).isFalse();
        allowance.lift();
        assertThat(allowance.take(1 << 30)).isTrue();
    }

    @Test
    void neverGivesMoreWhateverTheOrder() {
        SplittableRandom random = new SplittableRandom(1);
        Allowance allowance = new Allowance(100);
        long read = 0;
        long written = 0;
        for (int i = 0; i < 10_000; i++) {
            int bytes = random.nextInt(50);
            if (random.nextBoolean()) {
                allowance.onRead(bytes);
                read += bytes;
            } else {
                boolean fits = written + bytes <= read + 100;
                assertThat(allowance.take(bytes)).isEqualTo(fits);
                written += fits ? bytes : 0;
            }
        }
    }
}

package dev.starling.wire.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
    private static final long NOW_MILLIS = 0x0192_F0C2_A7B0L;

    @Test
    void isAVersion7UuidOfItsMillisecond() {
        MessageIds ids = new MessageIds(new Random(1)).next(NOW_MILLIS);
        UUID id = new UUID(ids.high(), ids.low());

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW_MILLIS);
    }

    @Test
    void growsWithinAMillisecondAndWhenTheClockStepsBack() {
        MessageIds ids = new MessageIds(new Random(2));
        long clock = NOW_MILLIS;
        String last = "";
        for (int i = 0; i < 10_000; i++) {
            clock += i % 100 == 0 ? 1 : i % 100 == 50 ? -1 : 0;
            ids.next(clock);
            String id = MessageIds.format(ids.high(), ids.low());
            assertThat(id).isGreaterThan(last);
            last = id;
        }
    }

    @Test
    void runsAheadOfTheClockWhenAMillisecondIsUsedUp() {
        RandomGenerator highest = () -> -1;
        MessageIds ids = new MessageIds(highest).next(NOW_MILLIS);
        assertThat(ids.high() & 0xFFF).isEqualTo(0xFFF);
        ids.next(NOW_MILLIS);

        assertThat(ids.high() >>> 16).isEqualTo(NOW_MILLIS + 1);
        assertThat(new UUID(ids.high(), ids.low()).version()).isEqualTo(7);
        assertThat(new UUID(ids.high(), ids.low()).variant()).isEqualTo(2);
    }

    @Test
    void carriesFromTheLowHalfToTheHigh() {
        // First the twelve high bits, then the low ones, then the step.
        long[] script = {0x123, -1, 0};
        int[] at = {0};
        RandomGenerator scripted = () -> script[at[0]++];
        MessageIds ids = new MessageIds(scripted).next(NOW_MILLIS);
        ids.next(NOW_MILLIS);

        assertThat(ids.high()).isEqualTo((NOW_MILLIS << 16) | 0x7124);
        assertThat(ids.low()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void isWrittenAs32HexDigits() {
        String hex = "0192f0c2a7b07c3e8f00000000000001";
        long high = MessageIds.parseHigh(hex);
        long low = MessageIds.parseLow(hex);

        assertThat(high).isEqualTo(0x0192_F0C2_A7B0_7C3EL);
        assertThat(low).isEqualTo(0x8F00_0000_0000_0001L);
        assertThat(MessageIds.format(high, low)).isEqualTo(hex);
        assertThat(MessageIds.parseLow(hex.toUpperCase(java.util.Locale.ROOT))).isEqualTo(low);
    }

    @Test
    void refusesWhatIsNo32HexDigits() {
        String digits = "0192f0c2a7b07c3e8f0000000000000";
        for (String bad :
                List.of("", digits, digits + "11", digits + "g", digits + "\u0661", "+" + digits)) {
            assertThatThrownBy(() -> MessageIds.parseHigh(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("an id is 32 hex digits, this is not: ");
            assertThatThrownBy(() -> MessageIds.parseLow(bad))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> MessageIds.parseHigh("f".repeat(10_000)))
                .hasMessageEndingWith("\u2026");
    }
}

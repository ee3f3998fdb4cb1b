package dev.starling.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When a link is given up whose other side does not read, in virtual time (row A16).
final class StallTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long MAX = 30 * SECOND;

    private final Stall stall = new Stall(MAX);

    @Test
    void givesUpThirtySecondsAfterItWasFullIfNothingMoves() {
        stall.begin(7);
        assertThat(givenUpAt(Long.MIN_VALUE)).isEqualTo(7 + MAX);
    }

    @Test
    void givesUpAtMostThirtySecondsAfterTheLastByteHasMoved() {
        for (long movedNanos = 1; movedNanos < 40 * SECOND; movedNanos += SECOND / 3) {
            stall.begin(0);
            // It moves all the time until then.
            assertThat(givenUpAt(movedNanos))
                    .isBetween(movedNanos + MAX / 16 * 15, movedNanos + MAX);
        }
    }

    @Test
    void countsFromTheMomentInWhichABatchWasWritten() {
        stall.begin(0);
        assertThat(stall.look(false, 5 * SECOND)).isFalse();
        stall.onMoved(6 * SECOND);
        assertThat(stall.look(true, 7 * SECOND)).isFalse();
        assertThat(givenUpAt(Long.MIN_VALUE)).isEqualTo(6 * SECOND + MAX);
    }

    @Test
    void wantsNothingWhileThereIsRoom() {
        assertThat(stall.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
        stall.begin(0);
        stall.end();
        assertThat(stall.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(stall.look(false, 2 * MAX)).isFalse();
    }

    /// Looks whenever it is wanted; bytes leave until the given moment.
    private long givenUpAt(long movedUntilNanos) {
        long lookedNanos = Long.MIN_VALUE;
        long nowNanos = stall.deadlineNanos();
        while (!stall.look(movedUntilNanos > lookedNanos, nowNanos)) {
            assertThat(stall.deadlineNanos()).as("the next look").isGreaterThan(nowNanos);
            lookedNanos = nowNanos;
            nowNanos = stall.deadlineNanos();
        }
        return nowNanos;
    }
}

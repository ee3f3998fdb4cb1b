package dev.starling.node.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.alerts.ThresholdException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// What a peer is told of our thresholds, whatever its link and its reader do meanwhile.
final class DuesTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final long TICK = 250 * MILLI;

    private final Threshold rtt;
    private final Threshold age;
    private final TwinLine line = new TwinLine();
    private final Dues dues = new Dues(line);
    private long now = 7 * SECOND;

    DuesTest() throws ThresholdException {
        rtt = Threshold.parse("rtt.p99>50ms");
        age = Threshold.parse("queue.age>1s");
    }

    /// A link whose reader answers when it is told to, and shows what one a second leaves.
    private static final class TwinLine implements Dues.Line {
        final List<String> shown = new ArrayList<>();
        final List<String> sent = new ArrayList<>();
        boolean hasRoom = true;
        CompletableFuture<Void> answer = new CompletableFuture<>();
        int pings;
        private boolean hasShown;
        private long shownNanos;

        @Override
        public boolean trySend(Crossing crossing) {
            if (hasRoom) {
                sent.add(crossing.metric() + (crossing.isCleared() ? " cleared" : " raised"));
            }
            return hasRoom;
        }

        @Override
        public CompletableFuture<?> ping() {
            pings++;
            answer = new CompletableFuture<>();
            return answer;
        }

        /// The reader reads all that was sent, and answers.
        void reads(long nowNanos) {
            for (String one : sent) {
                if (!hasShown || nowNanos - shownNanos >= SECOND) {
                    hasShown = true;
                    shownNanos = nowNanos;
                    shown.add(one);
                }
            }
            sent.clear();
            answer.complete(null);
        }
    }

    private void tells(Threshold threshold, boolean isCleared) {
        dues.add(new Crossing(threshold, 60, isCleared, 0, 0));
        dues.pass(now);
    }

    /// Time passes; the reader reads each tick.
    private void lives(long nanos) {
        for (long end = now + nanos; now < end; now += TICK) {
            line.reads(now);
            dues.pass(now);
        }
        line.reads(now);
    }

    @Test
    void aClearingRightBehindItsRaisingIsShownToo() {
        tells(rtt, false);
        tells(rtt, true);
        lives(3 * SECOND);
        assertThat(line.shown).containsExactly("rtt.p99 raised", "rtt.p99 cleared");
    }

    @Test
    void theFirstLeavesAtOnce() {
        tells(rtt, false);
        assertThat(line.sent).containsExactly("rtt.p99 raised");
    }

    @Test
    void severalThresholdsComeOneAfterTheOther() {
        tells(rtt, false);
        tells(age, false);
        tells(rtt, true);
        tells(age, true);
        lives(10 * SECOND);
        assertThat(line.shown)
                .containsExactly("rtt.p99 raised", "rtt.p99 cleared", "queue.age cleared");
    }

    @Test
    void aReaderThatStoodStillMissesNothing() {
        tells(rtt, false);
        tells(rtt, true);
        for (int i = 0; i < 100; i++) {
            now += TICK;
            dues.pass(now);
        }
        assertThat(line.sent).as("the next waits for the answer").containsExactly("rtt.p99 raised");
        lives(3 * SECOND);
        assertThat(line.shown).containsExactly("rtt.p99 raised", "rtt.p99 cleared");
    }

    @Test
    void whatFindsNoRoomIsTriedAgain() {
        line.hasRoom = false;
        tells(rtt, false);
        tells(rtt, true);
        lives(SECOND);
        line.hasRoom = true;
        lives(3 * SECOND);
        assertThat(line.shown).containsExactly("rtt.p99 cleared");
    }

    @Test
    void aPingThatFailsIsAskedAgain() {
        tells(rtt, false);
        tells(rtt, true);
        line.answer.completeExceptionally(new NodeException(Reason.FULL, "another is on its way"));
        lives(3 * SECOND);
        assertThat(line.shown).containsExactly("rtt.p99 raised", "rtt.p99 cleared");
        assertThat(line.pings).isEqualTo(3);
    }
}

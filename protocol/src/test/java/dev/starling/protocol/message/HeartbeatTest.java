package dev.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.message.Exchange.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/// PINGs, their answers, and who is lost.
final class HeartbeatTest {
    private final Meeting meeting = Meeting.proven();
    private final TwinLink link = meeting.link;
    private final ExchangeCounts counts = meeting.exchange.counts();

    @Test
    void asksEveryFiveSecondsWithAnotherNonce() {
        for (int i = 0; i < 10; i++) {
            meeting.passes(Meeting.PING);
            meeting.answers();
        }
        assertThat(link.nonces).hasSize(11).doesNotHaveDuplicates();
        assertThat(counts.questionsSent()).isEqualTo(11);
        assertThat(counts.answersTaken()).isEqualTo(11);
        assertThat(meeting.exchange.outstanding()).isZero();
    }

    @Test
    void measuresTheRoundTripToTheNanosecond() {
        link.roundTrips.clear();
        meeting.passes(Meeting.PING);
        meeting.passes(123_456);
        meeting.answers();
        assertThat(link.roundTrips).containsExactly(123_456L);
    }

    @Test
    void tellsHowLongTheAnswerToOurOwnQuestionTookOnce() {
        meeting.passes(Meeting.PING);
        meeting.exchange.onAsk(meeting.now);
        meeting.passes(7);
        meeting.answers(link.nonces.get(link.nonces.size() - 2));
        assertThat(meeting.exchange.takeAskedNanos()).as("the round's").isNegative();
        meeting.answers();
        assertThat(meeting.exchange.takeAskedNanos()).isEqualTo(7);
        assertThat(meeting.exchange.takeAskedNanos()).isNegative();
    }

    @Test
    void aQuestionOfOursThatFoundNoRoomIsAskedWhenThereIs() {
        link.hasRoom = false;
        meeting.exchange.onAsk(meeting.now);
        link.hasRoom = true;
        meeting.exchange.onRoom(meeting.now);
        meeting.passes(3);
        meeting.answers();
        assertThat(meeting.exchange.takeAskedNanos()).isEqualTo(3);
    }

    @Test
    void asksNobodyWhoHasNotGreeted() {
        Meeting guest = Meeting.in(Phase.GUEST);
        guest.exchange.onAsk(guest.now);
        assertThat(guest.link.asked).isEmpty();
    }

    @Test
    void forgetsAPeerThatMissesThreePings() {
        meeting.passes(4 * Meeting.PING - 1);
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.PEER);
        meeting.passes(1);
        assertThat(meeting.outcome()).endsWith("reset PEER_SILENT");
        assertThat(counts.roundsMissed()).isEqualTo(3);
    }

    @Test
    void forgetsOneThatNeverAnsweredHoweverMuchItSays() {
        Meeting speaker = Meeting.in(Phase.PEER);
        for (int i = 0; i < 3; i++) {
            speaker.chat("bob");
            speaker.answers(1);
            speaker.passes(Meeting.PING);
        }
        assertThat(speaker.exchange.phase()).isEqualTo(Phase.OVER);
        assertThat(speaker.link.asked).doesNotContain("proven");
    }

    @Test
    void aProvenPeerThatSaysAnythingIsAlive() {
        for (int i = 0; i < 20; i++) {
            meeting.passes(Meeting.PING - 1);
            // Part of a message that takes its time.
            meeting.exchange.onBytes(meeting.now);
            meeting.passes(1);
        }
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.PEER);
    }

    @Test
    void oneAnswerBeforeTheThirdMissStartsTheCountOver() {
        meeting.passes(3 * Meeting.PING);
        meeting.answers();
        meeting.passes(3 * Meeting.PING);
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.PEER);
    }

    @Test
    void aRoundThatComesLateIsOurFault() {
        meeting.answers();
        meeting.comesLate(60 * Meeting.SECOND);
        meeting.comesLate(60 * Meeting.SECOND);
        meeting.comesLate(60 * Meeting.SECOND);
        meeting.comesLate(60 * Meeting.SECOND);
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.PEER);
        assertThat(counts.roundsForgiven()).isEqualTo(4);
        assertThat(counts.roundsMissed()).isZero();
    }

    @Test
    void aRoundThatComesALittleLateIsJudged() {
        meeting.comesLate(Meeting.PING + Meeting.PING / 2);
        meeting.comesLate(Meeting.PING + Meeting.PING / 2);
        meeting.comesLate(Meeting.PING + Meeting.PING / 2);
        meeting.comesLate(Meeting.PING + Meeting.PING / 2);
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.OVER);
    }

    @Test
    void timeInWhichWeDidNotReadIsNobodysFault() {
        link.roundTrips.clear();
        for (int i = 0; i < 100; i++) {
            link.wasHeldUp = true;
            meeting.passes(Meeting.PING);
        }
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.PEER);
        // Only by these does the other side know that we live.
        assertThat(link.nonces).hasSize(101);
        link.wasHeldUp = true;
        meeting.answers();
        assertThat(link.roundTrips).isEmpty();
    }

    @Test
    void answersToWhatWasGivenUpAreLateAndNoLie() {
        for (int i = 0; i < 10; i++) {
            link.wasHeldUp = true;
            meeting.passes(Meeting.PING);
        }
        List<Long> asked = List.copyOf(link.nonces.subList(1, 11));
        asked.forEach(meeting::answers);
        assertThat(link.asked).doesNotContain("punish ANSWER_UNASKED");
        assertThat(counts.answersLate()).isEqualTo(6);
        asked.forEach(meeting::answers);
        assertThat(link.asked).filteredOn("punish ANSWER_UNASKED"::equals).hasSize(10);
    }

    @Test
    void anAnswerCountsOnce() {
        meeting.passes(Meeting.PING);
        meeting.answers();
        link.asked.clear();
        meeting.answers();
        assertThat(meeting.outcome()).isEqualTo("PEER: punish ANSWER_UNASKED");
    }

    @Test
    void keepsAtMostOneQuestionMoreThanMayBeMissed() {
        for (int i = 0; i < 50; i++) {
            link.wasHeldUp = true;
            meeting.passes(Meeting.PING);
            assertThat(meeting.exchange.outstanding()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void answersEachQuestionWithItsNonce() {
        meeting.asks(7);
        meeting.asks(-1);
        meeting.asks(7);
        assertThat(link.answered).containsExactly(7L, -1L, 7L);
    }

    @Test
    void withoutRoomOnlyTheLatestQuestionIsAnsweredLater() {
        link.hasRoom = false;
        meeting.asks(7);
        meeting.asks(8);
        meeting.exchange.onRoom(meeting.now);
        link.hasRoom = true;
        meeting.exchange.onRoom(meeting.now);
        meeting.exchange.onRoom(meeting.now);
        assertThat(link.answered).containsExactly(8L);
    }

    @Test
    void aQuestionForWhichThereWasNoRoomIsTimedFromWhenItLeft() {
        link.roundTrips.clear();
        link.hasRoom = false;
        meeting.passes(Meeting.PING);
        link.hasRoom = true;
        meeting.passes(Meeting.SECOND);
        meeting.exchange.onRoom(meeting.now);
        meeting.passes(9);
        meeting.answers();
        assertThat(link.roundTrips).containsExactly(9L);
    }

    @Test
    void aQuestionThatNeverFindsRoomIsMissedToo() {
        link.hasRoom = false;
        meeting.passes(4 * Meeting.PING);
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.OVER);
    }
}

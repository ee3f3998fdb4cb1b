package dev.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.protocol.message.Exchange.Phase;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Whatever comes, in whatever order: the exchange does not throw and keeps its bounds.
final class HostilePeerTest {
    private static final int SEEDS = 1_000;
    private static final int STEPS = 200;
    private static final List<String> NAMES = List.of("bob", "bob", "bob", "eve", "");
    private static final List<Phase> BEGINNINGS = List.of(Phase.GUEST, Phase.GREETING, Phase.PEER);

    private SplittableRandom random = new SplittableRandom(0);
    private Meeting meeting = Meeting.proven();

    @Test
    void keepsItsBoundsWhateverComes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            random = new SplittableRandom(seed);
            Phase beginning = BEGINNINGS.get(seed % BEGINNINGS.size());
            meeting = Meeting.in(beginning);
            if (beginning != Phase.PEER) {
                meeting.opened();
            }
            meeting.link.claim = Claim.values()[random.nextInt(8) == 0 ? random.nextInt(4) : 0];
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            assertBounds("seed " + seed);
        }
    }

    private void step() {
        Phase before = meeting.exchange.phase();
        int asked = meeting.link.asked.size();
        if (random.nextInt(4) == 0) {
            fate();
        } else {
            word();
        }
        List<String> now = meeting.link.asked.subList(asked, meeting.link.asked.size());
        if (before == Phase.OVER && !now.isEmpty()) {
            throw new AssertionError("it goes on after its end: " + now);
        }
        if (meeting.exchange.phase() == Phase.GUEST) {
            assertThat(now).noneMatch(what -> what.startsWith("send"));
        }
        assertThat(meeting.exchange.outstanding()).isLessThanOrEqualTo(4);
    }

    private void word() {
        String name = NAMES.get(random.nextInt(NAMES.size()));
        switch (random.nextInt(100)) {
            case 0 -> meeting.hello(name);
            case 1 -> meeting.chat(name);
            case 2, 3, 4, 5 -> meeting.says(new NewerMessage());
            case 6, 7, 8, 9 -> meeting.answers(random.nextLong());
            default -> frequentWord();
        }
    }

    private void frequentWord() {
        switch (random.nextInt(5)) {
            case 0 -> meeting.warns();
            case 1 -> meeting.asks(random.nextInt(3));
            case 2, 3 -> answerOneOfOurs();
            default -> meeting.chat("bob");
        }
    }

    private void answerOneOfOurs() {
        List<Long> ours = meeting.link.nonces;
        if (!ours.isEmpty()) {
            meeting.answers(ours.get(random.nextInt(ours.size())));
        }
    }

    private void fate() {
        switch (random.nextInt(8)) {
            case 0, 1 -> meeting.passes(random.nextLong(2 * Meeting.PING));
            case 2 -> meeting.comesLate(random.nextLong(100 * Meeting.SECOND));
            case 3 -> meeting.link.wasHeldUp = true;
            case 4 -> meeting.link.hasRoom = random.nextBoolean();
            case 5 -> meeting.exchange.onRoom(meeting.now);
            case 6 -> meeting.exchange.onBytes(meeting.now);
            default -> meeting.exchange.onDeadline(meeting.now);
        }
    }

    private void assertBounds(String seed) {
        TwinLink link = meeting.link;
        ExchangeCounts counts = meeting.exchange.counts();
        assertThat(link.asked).as(seed).filteredOn("claim"::equals).hasSizeLessThan(2);
        assertThat(link.asked).as(seed).filteredOn("proven"::equals).hasSizeLessThan(2);
        long ends = link.asked.stream().filter(what -> what.matches("(close|reset) .*")).count();
        assertThat(ends).as(seed).isLessThan(2);
        assertThat((long) link.answered.size())
                .as(seed)
                .isLessThanOrEqualTo(counts.questionsTaken());
        assertThat(counts.answersTaken() + counts.answersLate())
                .as(seed)
                .isLessThanOrEqualTo(counts.questionsSent());
    }
}

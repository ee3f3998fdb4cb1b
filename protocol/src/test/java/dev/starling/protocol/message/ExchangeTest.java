package dev.starling.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.starling.protocol.message.Exchange.Phase;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/// The rules of greeting, and what is handed on.
final class ExchangeTest {
    @Test
    void writesNothingToAGuest() {
        Meeting meeting = Meeting.in(Phase.GUEST).opened();
        meeting.chat("bob");
        meeting.says(meeting.builder.sender("bob").ping(1, false));
        meeting.passes(600 * Meeting.SECOND);
        assertThat(meeting.outcome()).isEqualTo("GUEST: deliver, deliver");
    }

    @Test
    void readsAGreetingWhole() {
        Greeting who = new Greeting("bob", "bob/1", 1, List.of("a", "b"));
        Meeting meeting = Meeting.in(Phase.GUEST).opened();
        meeting.hello("bob");
        assertThat(meeting.link.greeted).containsExactly(who);
    }

    @Test
    void waitsTenSecondsForHello() {
        Meeting meeting = Meeting.in(Phase.GREETING).opened();
        meeting.passes(10 * Meeting.SECOND - 1);
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.GREETING);
        meeting.passes(1);
        assertThat(meeting.outcome()).isEqualTo("OVER: send HELLO, reset HELLO_MISSING");
    }

    @Test
    void aHelloThatWeWereTooLateToReadIsStillTaken() {
        Meeting meeting = Meeting.in(Phase.GREETING).opened();
        meeting.comesLate(60 * Meeting.SECOND);
        meeting.hello("bob");
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.GREETED);
    }

    @Test
    void aLateHelloIsNotWaitedForTwiceWhenWeAreInTime() {
        Meeting meeting = Meeting.in(Phase.GREETING).opened();
        meeting.comesLate(60 * Meeting.SECOND);
        meeting.passes(5 * Meeting.SECOND);
        assertThat(meeting.exchange.phase()).isEqualTo(Phase.OVER);
    }

    @Test
    void aPeerMayLeaveOutItsNameOrRepeatIt() {
        Meeting meeting = Meeting.proven();
        meeting.chat("bob");
        meeting.chat("");
        meeting.says(meeting.builder.chat("hi", null));
        assertThat(meeting.outcome()).isEqualTo("PEER: deliver, deliver, deliver");
    }

    @Test
    void deliversOneWarningASecondAndCountsTheOthers() {
        Meeting meeting = Meeting.proven();
        for (int i = 0; i < 25; i++) {
            meeting.warns();
            meeting.passes(Meeting.SECOND / 10);
        }
        assertThat(meeting.link.asked).containsExactly("warning", "warning", "warning");
        assertThat(meeting.exchange.counts().warningsDropped()).isEqualTo(22);
    }

    @Test
    void asksForNothingOnceItIsOver() {
        Meeting meeting = Meeting.in(Phase.OVER);
        meeting.chat("bob");
        meeting.hello("bob");
        meeting.exchange.onRoom(meeting.now);
        meeting.exchange.onClose(CloseCode.CLOSED, meeting.now);
        meeting.exchange.onDeadline(meeting.now + 3_600 * Meeting.SECOND);
        assertThat(meeting.outcome()).isEqualTo("OVER");
        assertThat(meeting.exchange.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void closesWhenEvenHelloHasNoRoom() {
        Meeting meeting = Meeting.in(Phase.GREETING);
        meeting.link.hasRoom = false;
        meeting.opened();
        assertThat(meeting.outcome()).isEqualTo("OVER: refused HELLO, close FAILED");
    }

    @Test
    void refusesAnotherThread() {
        Meeting meeting = Meeting.proven();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> meeting.asks(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try {
                        other.join();
                    } catch (CompletionException e) {
                        throw (RuntimeException) e.getCause();
                    }
                });
    }

    @Test
    void everyCloseCodeHasALabelAndAClauseOfItsOwn() {
        assertThat(CloseCode.NAME_TAKEN.label()).isEqualTo("name-taken");
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::label)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(CloseCode.values()).map(CloseCode::clause))
                .doesNotHaveDuplicates()
                .noneMatch(clause -> clause.endsWith("."));
    }

    @Test
    void aConfigurationOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExchangeConfig(0, 3, Meeting.SECOND, 0, 4_096))
                .withMessageContaining("pingNanos");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExchangeConfig(Meeting.PING, 0, Meeting.SECOND, 0, 4_096))
                .withMessageContaining("missedMax");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExchangeConfig(Meeting.PING, 3, Meeting.SECOND, 0, 1))
                .withMessageContaining("unprovenBytesMax");
    }

    @Test
    void aGreetingThatNoHelloCanHoldIsRefusedAtOnce() {
        Greeting tooLong = new Greeting("n".repeat(257), "a", 1, List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExchangeMessages(tooLong))
                .withMessageContaining("sender_id");
        Greeting tooMuch = new Greeting("n", "a", 1, Collections.nCopies(64, "c".repeat(64)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExchangeMessages(tooMuch))
                .withMessageContaining("3968");
        assertThatIllegalArgumentException().isThrownBy(() -> new Greeting("", "a", 1, List.of()));
    }
}

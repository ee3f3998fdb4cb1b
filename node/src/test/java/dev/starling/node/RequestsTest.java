package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException.Reason;
import dev.starling.node.peer.Requests;
import dev.starling.node.peer.Requests.Outcome;
import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Questions that wait take a place each, and give it back however they end.
@Timeout(30)
final class RequestsTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Requests requests = new Requests(2);

    @Test
    void whoCancelsLeavesNoPlaceTaken() {
        CompletableFuture<Answer> answer = requests.await(1, 1, LONG);
        assertThat(requests.waiting()).isOne();
        answer.cancel(false);
        assertThat(requests.waiting()).isZero();
    }

    @Test
    void aQuestionThatCouldNotBeSentLeavesNoPlaceTaken() {
        requests.await(1, 1, LONG)
                .completeExceptionally(new NodeException(Reason.NOT_CONNECTED, "gone"));
        assertThat(requests.waiting()).isZero();
    }

    @Test
    void noMoreWaitThanMay() {
        var _ = requests.await(1, 1, LONG);
        var _ = requests.await(2, 2, LONG);
        assertThatThrownBy(() -> requests.await(3, 3, LONG).get())
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL));
    }

    @Test
    void oneMessageAsksOnceAtATime() {
        var first = requests.await(1, 1, LONG);
        assertThatThrownBy(() -> requests.await(1, 1, LONG).get())
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL));
        assertThat(first).isNotDone();
    }

    @Test
    void tellsAnAnswerThatComesLateFromOneToNoQuestionOfOurs() {
        var _ = requests.await(1, 1, LONG);
        requests.await(2, 2, LONG).cancel(false);
        assertThat(requests.onAnswer(answerTo(1, 1))).isEqualTo(Outcome.TAKEN);
        assertThat(requests.onAnswer(answerTo(2, 2))).isEqualTo(Outcome.LATE);
        assertThat(requests.onAnswer(answerTo(3, 3))).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void remembersOnlyTheLastThatWereGivenUp() {
        for (int i = 0; i <= 1_024; i++) {
            requests.await(i, i, LONG).cancel(false);
        }
        assertThat(requests.onAnswer(answerTo(0, 0))).isEqualTo(Outcome.NO_ANSWER);
        assertThat(requests.onAnswer(answerTo(1_024, 1_024))).isEqualTo(Outcome.LATE);
        assertThat(requests.waiting()).isZero();
    }

    private static Verified answerTo(long high, long low) {
        Encoded data = new MessageBuilder().inReplyTo(high, low).data(null, new byte[1], 0, 1);
        ByteBuffer bytes = ByteBuffer.allocate(data.sizeBytes());
        data.copyTo(bytes, 0);
        return Objects.requireNonNull(new Verifier().verify(bytes, 0, data.sizeBytes()));
    }

    @Test
    void aTimeOutComesOnAThreadThatMayWait() throws Exception {
        CompletableFuture<Boolean> isVirtual = new CompletableFuture<>();
        var told =
                requests.await(1, 1, Duration.ofMillis(50))
                        .whenComplete(
                                (_, _) -> isVirtual.complete(Thread.currentThread().isVirtual()));
        assertThat(isVirtual.get(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(told::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT));
        await().until(() -> requests.waiting() == 0);
    }
}

package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException.Reason;
import dev.starling.node.peer.Requests;
import java.time.Duration;
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

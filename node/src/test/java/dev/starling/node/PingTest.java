package dev.starling.node;

import static dev.starling.node.testing.PlainClient.hello;
import static dev.starling.node.testing.PlainClient.ping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeException.Reason;
import dev.starling.node.testing.PlainClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The application asks with a PING of its own.
@Timeout(60)
final class PingTest {
    private Node node;
    private PlainClient client;
    private Peer peer;

    @BeforeEach
    void meet() throws Exception {
        node = Node.builder().name("node").bind("127.0.0.1:0").start();
        client = PlainClient.connect(node.addresses().getFirst());
        client.send(hello("p"));
        client.next();
        client.answerPing();
        await().until(() -> node.peers().size() == 1 && node.peers().getFirst().answering());
        peer = node.peer("p").orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        node.close();
    }

    @Test
    void asksNowAndTellsHowLongTheAnswerTook() throws Exception {
        long beforeNanos = System.nanoTime();
        CompletableFuture<Duration> answer = peer.ping();
        client.answerPing();
        Duration took = answer.get(5, TimeUnit.SECONDS);
        assertThat(took.toNanos()).isBetween(1L, System.nanoTime() - beforeNanos);
        assertThat(node.peers().getFirst().roundTripNanos()).isEqualTo(took.toNanos());
    }

    @Test
    void whoeverAsksMeanwhileSharesTheNextThatLeaves() throws Exception {
        CompletableFuture<Duration> first = peer.ping();
        CompletableFuture<Duration> given = peer.ping();
        CompletableFuture<Duration> second = peer.ping();
        CompletableFuture<Duration> third = peer.ping();
        given.cancel(false);

        client.answerPing();
        assertThat(first.get(5, TimeUnit.SECONDS)).isPositive();
        assertThat(second).as("it was not asked when that PING left").isNotDone();

        client.answerPing();
        assertThat(third.get(5, TimeUnit.SECONDS)).isEqualTo(second.get(5, TimeUnit.SECONDS));
    }

    /// An answer is never given to somebody who asked behind it.
    @Test
    void eachAnswerIsForOnePingAlone() throws Exception {
        for (int i = 0; i < 500; i++) {
            CompletableFuture<Duration> answer = peer.ping();
            assertThat(answer).isNotDone();
            client.answerPing();
            assertThat(answer.get(5, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void failsWhenTheLinkEnds() throws Exception {
        CompletableFuture<Duration> answer = peer.ping();
        client.reset();
        assertFailsWith(answer, Reason.NOT_CONNECTED);
        await().until(() -> !peer.isConnected());
        assertFailsWith(peer.ping(), Reason.NOT_CONNECTED);
    }

    @Test
    void aWrongAnswerIsNone() throws Exception {
        CompletableFuture<Duration> answer = peer.ping();
        long nonce = client.next().ping().nonce();
        client.send(ping(nonce + 1, true));
        await().until(() -> node.peers().getFirst().offences() == 1);
        assertThat(answer).isNotDone();
        client.send(ping(nonce, true));
        assertThat(answer.get(5, TimeUnit.SECONDS)).isPositive();
    }

    private static void assertFailsWith(CompletableFuture<?> future, Reason reason) {
        assertThatThrownBy(() -> future.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        NodeException.class, why -> assertThat(why.reason()).isEqualTo(reason));
    }
}

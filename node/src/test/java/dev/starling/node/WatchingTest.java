package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.wire.MessageType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A node watches itself, and its peers hear of it.
@Timeout(60)
final class WatchingTest {
    @Test
    void countsWhatItSendsAndHearsByType() throws Exception {
        try (Node hears = Node.builder().bind("127.0.0.1:0").start();
                Node says = Node.builder().start()) {
            Peer peer = says.connect(hears.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            for (int i = 0; i < 100; i++) {
                peer.send(Message.chat("m" + i));
            }
            peer.send(Message.data(null, new byte[1_000]));
            await().untilAsserted(() -> {
                MetricsSnapshot there = hears.metrics();
                MetricsSnapshot here = says.metrics();
                assertThat(there.count(Metric.MESSAGES_IN, MessageType.CHAT)).isEqualTo(100);
                assertThat(there.count(Metric.MESSAGES_IN, MessageType.DATA)).isEqualTo(1);
                assertThat(here.count(Metric.MESSAGES_OUT, MessageType.CHAT)).isEqualTo(100);
                assertThat(here.count(Metric.BYTES_OUT, MessageType.DATA))
                        .isEqualTo(there.count(Metric.BYTES_IN, MessageType.DATA))
                        .isGreaterThan(1_000);
                assertThat(here.percentiles(Metric.RTT).count()).isPositive();
                assertThat(here.value(Metric.LINKS_OPEN)).isEqualTo(1);
                assertThat(here.percentiles(Metric.LOOP_LAG).count()).isPositive();
            });
            PeerInfo info = says.peers().getFirst();
            assertThat(info.messagesOut()).isGreaterThanOrEqualTo(103); // HELLO and PING as well
        }
    }

    @Test
    void aCrossingIsToldHereAndToEveryPeerOnceAndClearedOnce() throws Exception {
        List<Crossing> own = new CopyOnWriteArrayList<>();
        List<String> heard = new CopyOnWriteArrayList<>();
        AlertConfig quick =
                AlertConfig.DEFAULT
                        .sampling(Duration.ofMillis(50))
                        .watching(List.of(Threshold.parse("messages.in.rate>10 clear 1")));
        try (Node watched =
                        Node.builder()
                                .name("watched")
                                .bind("127.0.0.1:0")
                                .alerts(quick)
                                .onCrossing(own::add)
                                .start();
                Node peer =
                        Node.builder()
                                .onWarning((from, warning) ->
                                        heard.add(
                                                from.name()
                                                        + " "
                                                        + warning.warning().metric()
                                                        + " "
                                                        + warning.warning().isCleared()))
                                .start()) {
            Peer there = peer.connect(watched.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            await().pollInterval(Duration.ofMillis(5))
                    .until(() -> {
                        there.send(Message.chat("load"));
                        return !own.isEmpty();
                    });
            await().untilAsserted(() -> assertThat(own).hasSize(2));
            assertThat(own).extracting(Crossing::isCleared).containsExactly(false, true);
            await().untilAsserted(() ->
                    assertThat(heard)
                            .containsExactly(
                                    "watched messages.in.rate false",
                                    "watched messages.in.rate true"));
        }
    }

    @Test
    void aPeerThatComesLaterIsToldOnceWhatStandsCrossed() throws Exception {
        List<Crossing> own = new CopyOnWriteArrayList<>();
        List<String> heard = new CopyOnWriteArrayList<>();
        AlertConfig crossed =
                AlertConfig.DEFAULT
                        .sampling(Duration.ofMillis(50))
                        .watching(
                                List.of(
                                        Threshold.parse("memory.heap>1B"),
                                        Threshold.parse("links.open<1000")));
        try (Node watched =
                        Node.builder()
                                .name("watched")
                                .bind("127.0.0.1:0")
                                .alerts(crossed)
                                .onCrossing(own::add)
                                .start();
                Node peer =
                        Node.builder()
                                .onWarning((_, warning) ->
                                        heard.add(warning.warning().metric().toString()))
                                .start()) {
            await().untilAsserted(() -> assertThat(own).hasSize(2));
            peer.connect(watched.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            await().untilAsserted(() ->
                    assertThat(heard).containsExactlyInAnyOrder("memory.heap", "links.open"));
            // Were they told again, it would be in the next of the times at which peers are told.
            await().during(Duration.ofSeconds(2)).until(() -> heard.size() == 2);
        }
    }
}

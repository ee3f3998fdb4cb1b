package dev.starling.node.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.starling.node.NodeConfig;
import dev.starling.node.bridge.Handlers;
import dev.starling.protocol.message.Greeting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What runs at home again and again.
@Timeout(60)
final class HomeTest {
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @Test
    void whatWasMissedWhileItStoodStillIsNotMadeUpFor() throws Exception {
        List<Long> began = new CopyOnWriteArrayList<>();
        CountDownLatch never = new CountDownLatch(1);
        Life life =
                Life.start(
                        new Greeting("n", "test/1", 1, List.of()),
                        NodeConfig.DEFAULT,
                        null,
                        1,
                        onFatal -> new Handlers(none(), onFatal));
        try {
            life.home()
                    .every(
                            PERIOD_NANOS,
                            now -> {
                                began.add(now);
                                if (began.size() == 1) {
                                    standStill(never);
                                }
                            });
            await().until(() -> began.size() >= 8);
        } finally {
            life.close(Duration.ofSeconds(5));
        }
        for (int i = 2; i < began.size(); i++) {
            assertThat(began.get(i) - began.get(i - 1)).isGreaterThanOrEqualTo(PERIOD_NANOS);
        }
    }

    private static void standStill(CountDownLatch never) {
        try {
            assertThat(never.await(20 * PERIOD_NANOS, TimeUnit.NANOSECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Handlers.Given none() {
        return new Handlers.Given(
                (_, _) -> {}, null, (_, _) -> {}, (_, _) -> {}, (_, _) -> {}, _ -> {});
    }
}

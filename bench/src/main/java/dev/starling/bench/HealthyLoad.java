package dev.starling.bench;

import dev.starling.node.Node;
import dev.starling.node.NodeBuilder;
import dev.starling.node.NodeException;
import dev.starling.node.Peer;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.wire.MessageType;
import dev.starling.wire.build.MessageTemplate;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Two healthy nodes that chat both ways as fast as they can: the default thresholds must stay
/// quiet.
public final class HealthyLoad {
    private static final int TEXT_BYTES = 64;

    private HealthyLoad() {}

    /// Runs for as many seconds as its argument says, 600 unless it says; exit 1 after a crossing.
    public static void main(String[] args) throws Exception {
        long seconds = args.length == 0 ? 600 : Long.parseLong(args[0]);
        AtomicInteger crossings = new AtomicInteger();
        try (Node a = node("a", crossings).start();
                Node b = node("b", crossings).start()) {
            Peer there = b.connect(a.addresses().getFirst()).get(10, TimeUnit.SECONDS);
            Peer back = a.peer("b").orElseThrow();
            long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            Thread sender = Thread.ofPlatform().start(() -> load(back, endNanos));
            load(there, endNanos);
            sender.join();
            print(a.metrics(), seconds);
            print(b.metrics(), seconds);
        }
        System.out.println(crossings.get() + " crossings in " + seconds + " s");
        System.exit(crossings.get() == 0 ? 0 : 1);
    }

    private static NodeBuilder node(String name, AtomicInteger crossings) {
        return Node.builder()
                .name(name)
                .bind("127.0.0.1:0")
                .onCrossing(crossing -> {
                    crossings.incrementAndGet();
                    System.out.println(name + ": " + crossing.text());
                });
    }

    private static void load(Peer peer, long endNanos) {
        MessageTemplate chat = MessageTemplate.chat(null, null);
        chat.text("x".repeat(TEXT_BYTES).getBytes(StandardCharsets.UTF_8), 0, TEXT_BYTES);
        try {
            while (endNanos - System.nanoTime() > 0) {
                peer.send(chat);
            }
        } catch (NodeException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(MetricsSnapshot end, long seconds) {
        System.out.printf(
                "%,d chats a second in; rtt p50 %.1f ms, p99 %.1f ms; loop.lag p99 %.1f ms%n",
                end.count(Metric.MESSAGES_IN, MessageType.CHAT) / seconds,
                end.percentiles(Metric.RTT).p50(),
                end.percentiles(Metric.RTT).p99(),
                end.percentiles(Metric.LOOP_LAG).p99());
    }
}

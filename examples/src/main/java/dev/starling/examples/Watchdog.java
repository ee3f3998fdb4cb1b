package dev.starling.examples;

import dev.starling.node.Message;
import dev.starling.node.Node;
import dev.starling.node.Peer;
import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Threshold;
import dev.starling.wire.Verified;
import dev.starling.wire.WarningBody;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A busy peer warns those who keep it busy: one of them hears it and holds back until it is over.
final class Watchdog {
    /// Warnings are one a second of a peer at most: so it looks at itself a little less often.
    private static final Duration SAMPLING = Duration.ofMillis(1_200);

    private final CountDownLatch isWarned = new CountDownLatch(1);
    private final CountDownLatch isOver = new CountDownLatch(1);

    static void main() throws Exception {
        new Watchdog().run();
    }

    private void run() throws Exception {
        AlertConfig watched =
                AlertConfig.DEFAULT
                        .sampling(SAMPLING)
                        .watching(List.of(Threshold.parse("messages.in.rate>100 clear 50")));
        try (Node worker =
                        Node.builder().name("worker").bind("127.0.0.1:0").alerts(watched).start();
                Node client = Node.builder().name("client").onWarning(this::onWarning).start()) {
            Peer peer = client.connect(worker.addresses().getFirst()).get();
            while (isWarned.getCount() > 0) {
                peer.send(Message.chat("work"));
            }
            IO.println("client holds back");
            isOver.await();
            IO.println("client may go on");
        }
    }

    /// Nobody proves a warning: react to it in a way that does no harm when it is a lie.
    private void onWarning(Peer from, Verified message) {
        WarningBody warning = message.warning();
        IO.println(
                "%s warns: %s is %s"
                        .formatted(
                                from.name(),
                                warning.metric(),
                                warning.isCleared() ? "fine again" : "too high"));
        (warning.isCleared() ? isOver : isWarned).countDown();
    }
}

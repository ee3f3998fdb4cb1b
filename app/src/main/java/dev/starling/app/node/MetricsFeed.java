package dev.starling.app.node;

import dev.starling.app.argument.Interval;
import dev.starling.app.prompt.Screen;
import dev.starling.node.Node;
import dev.starling.node.metrics.MetricsJson;
import dev.starling.node.metrics.MetricsSnapshot;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Says all metrics of a node every so often, one JSON object a line.
final class MetricsFeed implements AutoCloseable {
    private final Node node;
    private final Screen screen;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("starling-metrics").factory());
    private @Nullable MetricsSnapshot before;

    private MetricsFeed(Node node, Screen screen) {
        this.node = node;
        this.screen = screen;
    }

    static MetricsFeed start(Node node, Screen screen, Interval interval) {
        MetricsFeed feed = new MetricsFeed(node, screen);
        long millis = interval.duration().toMillis();
        // Not at a fixed rate: what was missed while the process stood still is not made up for.
        var _ =
                feed.thread.scheduleWithFixedDelay(
                        feed::say, millis, millis, TimeUnit.MILLISECONDS);
        return feed;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void say() {
        MetricsSnapshot now = node.metrics();
        screen.say(MetricsJson.line(now, before));
        before = now;
    }
}

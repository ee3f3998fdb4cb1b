package dev.starling.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import org.junit.jupiter.api.Test;

class MetricsJsonTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void writesEveryMetricInOneLine() {
        Metrics metrics = new Metrics();
        metrics.gauge(Metric.MEMORY_HEAP, () -> 1_048_576);
        metrics.gauge(Metric.MEMORY_DIRECT, () -> 0);
        metrics.gauge(Metric.DESCRIPTORS_OPEN, () -> Double.NaN);
        metrics.gauge(Metric.QUEUE_AGE, () -> 1.25);
        LinkCounts row = metrics.open();
        row.onIn(MessageType.CHAT, 80);
        MetricsSnapshot before = metrics.snapshot(0, 0);
        row.onIn(MessageType.METRIC_WARNING, 120);
        metrics.count(Metric.MESSAGES_REFUSED, Offence.BUDGET);
        metrics.record(Metric.RTT, 1_000_000);

        String line =
                MetricsJson.line(metrics.snapshot(3 * SECOND, 1_795_310_000_500_000L), before);

        assertThat(line)
                .isEqualTo(
                        """
                        {"time":"2026-11-22T01:13:20.500Z",\
                        "messages.in":{"total":2,"rate":0.333333,"type":{"chat":1,"metric-warning":1}},\
                        "messages.out":{"total":0,"rate":0,"type":{}},\
                        "bytes.in":{"total":200,"rate":40,"type":{"chat":80,"metric-warning":120}},\
                        "bytes.out":{"total":0,"rate":0,"type":{}},\
                        "rtt":{"count":1,"p50":1.00352,"p90":1.00352,"p99":1.00352,"p99.9":1.00352,"max":1.00352},\
                        "queue.bytes":null,"queue.age":1.25,\
                        "messages.dropped":{"total":0,"rate":0,"reason":{}},\
                        "messages.refused":{"total":1,"rate":0.333333,"reason":{"budget":1}},\
                        "links.open":null,\
                        "links.failed":{"total":0,"rate":0,"reason":{}},\
                        "redials":{"total":0,"rate":0},\
                        "pings.missed":{"total":0,"rate":0},\
                        "handlers.failed":{"total":0,"rate":0},\
                        "loop.lag":{"count":0,"p50":null,"p90":null,"p99":null,"p99.9":null,"max":null},\
                        "memory.heap":1048576,"memory.direct":0,"descriptors.open":null}\
                        """);
    }

    @Test
    void knowsNoRateInTheFirstLine() {
        assertThat(MetricsJson.line(new Metrics().snapshot(0, 0), null))
                .startsWith("{\"time\":\"1970-01-01T00:00:00Z\"")
                .contains("\"redials\":{\"total\":0,\"rate\":null}");
    }
}

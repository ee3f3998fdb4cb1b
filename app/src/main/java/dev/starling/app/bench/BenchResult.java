package dev.starling.app.bench;

import dev.starling.app.print.Numbers;
import dev.starling.app.print.Table;
import java.util.concurrent.TimeUnit;

/// What was measured.
///
/// @param messages load sent and handled in `loadNanos`
/// @param loadNanos from the first message sent to the answer behind the last one handled
/// @param latencies round trips, asked one at a time
/// @param sent load sent in all, warming up included
/// @param last what the other side said behind all of it
public record BenchResult(
        long messages, long loadNanos, Latencies latencies, long sent, BenchReport last) {
    /// Whether the other side has handled exactly what was sent.
    public boolean isComplete() {
        return last.handled() == sent;
    }

    /// The table for people.
    public String table() {
        double seconds = (double) loadNanos / TimeUnit.SECONDS.toNanos(1);
        long perSecond = Math.round(messages / seconds);
        return new Table("MEASURE", "VALUE")
                .row(
                        "rate",
                        "%s messages/s of %d bytes, %s/s of payload"
                                .formatted(
                                        Numbers.grouped(perSecond),
                                        BenchClient.LOAD_BYTES,
                                        Numbers.bytes(perSecond * BenchClient.LOAD_BYTES)))
                .row(
                        "round trip",
                        "p50 %s, p99 %s, p99.9 %s of %s"
                                .formatted(
                                        Numbers.span(latencies.percentileNanos(50)),
                                        Numbers.span(latencies.percentileNanos(99)),
                                        Numbers.span(latencies.percentileNanos(99.9)),
                                        Numbers.counted(latencies.count(), "request")))
                .row("memory here", Memory.here().toString())
                .row("memory there", last.memory().toString())
                .row(
                        "handled",
                        "%s of %s sent, by the answer behind the last"
                                .formatted(Numbers.grouped(last.handled()), Numbers.grouped(sent)))
                .toString();
    }
}

package dev.starling.bench;

import dev.starling.node.metrics.LinkCounts;
import dev.starling.node.metrics.Metrics;
import dev.starling.wire.MessageType;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to count a message on its way in and out.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CountBench {
    private final LinkCounts row = new Metrics().open();

    @Benchmark
    public void in() {
        row.onIn(MessageType.CHAT, 168);
    }

    @Benchmark
    public void out() {
        row.onOut(MessageType.CHAT, 168);
    }
}

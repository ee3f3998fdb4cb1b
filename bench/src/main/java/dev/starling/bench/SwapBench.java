package dev.starling.bench;

import dev.starling.transport.batch.Batch;
import dev.starling.transport.batch.Outbox;
import dev.starling.wire.build.MessageTemplate;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What a batch costs besides its messages: pings taken into an outbox, swapped out and handed back
/// as written, on one thread, so that no lock is fought for.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SwapBench {
    @Param({"1", "64"})
    public int messages;

    private final MessageTemplate ping = MessageTemplate.ping(null);
    private final Outbox outbox =
            new Outbox(1 << 20, 64 << 10, PooledByteBufAllocator.DEFAULT, () -> {});
    private final List<Batch> swapped = new ArrayList<>();
    private long count;

    @Benchmark
    public boolean batch() {
        boolean taken = true;
        for (int i = 0; i < messages; i++) {
            taken &= outbox.tryAdd(ping.id(count++, 1).sentAtMicros(count).nonce(count, false));
        }
        outbox.onWake();
        outbox.swap(swapped);
        for (int i = 0; i < swapped.size(); i++) {
            outbox.onWritten(swapped.get(i));
        }
        swapped.clear();
        return taken;
    }

    @TearDown
    public void free() {
        outbox.discard();
    }
}

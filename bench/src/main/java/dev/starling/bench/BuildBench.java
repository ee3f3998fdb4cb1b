package dev.starling.bench;

import dev.starling.wire.build.Encoded;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageTemplate;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What it costs to make a message and copy it, framed, to where it leaves from.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BuildBench {
    @Param public Sample sample = Sample.TEXT_288;

    private final MessageBuilder builder = new MessageBuilder();
    private MessageTemplate template = MessageTemplate.ping(null);
    private ByteBuffer batch = ByteBuffer.allocateDirect(0);
    private byte[] payload = {};
    private long count;

    @Setup
    public void prepare() {
        template =
                sample.isText()
                        ? MessageTemplate.chat("sender_123", "lobby")
                        : MessageTemplate.data("sender_123", "application/x-bench");
        payload = sample.payload();
        batch = ByteBuffer.allocateDirect(sample.frame("sender_123").length + 64);
    }

    @Benchmark
    public ByteBuffer builder() {
        count++;
        return copied(sample.build(builder, payload));
    }

    @Benchmark
    public ByteBuffer template() {
        template.id(count++, 1).sentAtMicros(count);
        return copied(
                sample.isText()
                        ? template.text(payload, 0, payload.length)
                        : template.bytes(payload, 0, payload.length));
    }

    /// From a string where the message has one, which must be encoded first.
    @Benchmark
    public ByteBuffer templateFromString() {
        template.id(count++, 1).sentAtMicros(count);
        return copied(
                sample.isText()
                        ? template.text(sample.text())
                        : template.bytes(payload, 0, payload.length));
    }

    private ByteBuffer copied(Encoded message) {
        message.copyFrameTo(batch, 0);
        return batch;
    }
}

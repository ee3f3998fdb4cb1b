package dev.starling.bench;

import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageTemplate;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What the smallest messages of a busy link cost: a chat of 64 bytes and a ping.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SmallChatBench {
    private static final String TEXT = "x".repeat(64);

    private final byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
    private final MessageBuilder builder = new MessageBuilder();
    private final MessageTemplate chat = MessageTemplate.chat(null, null);
    private final MessageTemplate ping = MessageTemplate.ping(null);
    private final ByteBuffer batch = ByteBuffer.allocateDirect(256);
    private long count;

    @Benchmark
    public ByteBuffer builder() {
        builder.id(count++, 1).sentAtMicros(count);
        builder.chat(TEXT, null).copyFrameTo(batch, 0);
        return batch;
    }

    @Benchmark
    public ByteBuffer templateFromBytes() {
        chat.id(count++, 1).sentAtMicros(count).text(utf8, 0, utf8.length).copyFrameTo(batch, 0);
        return batch;
    }

    @Benchmark
    public ByteBuffer templateFromString() {
        chat.id(count++, 1).sentAtMicros(count).text(TEXT).copyFrameTo(batch, 0);
        return batch;
    }

    @Benchmark
    public ByteBuffer pingTemplate() {
        ping.id(count++, 1).sentAtMicros(count).nonce(count, false).copyFrameTo(batch, 0);
        return batch;
    }
}

package dev.starling.bench;

import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.WireLimits;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What it costs to verify a message, and to read it in place without decoding text.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBench {
    private static final int OFFSET = WireLimits.PREFIX_BYTES;

    @Param public Sample sample = Sample.TEXT_288;

    private final Verifier verifier = new Verifier();
    private ByteBuffer frame = ByteBuffer.allocateDirect(0);
    private int length;

    @Setup
    public void prepare() {
        frame = sample.frame();
        length = frame.capacity() - OFFSET;
        if (verifier.verify(frame, OFFSET, length) == null) {
            throw new IllegalStateException(verifier.offence().rule());
        }
    }

    @Benchmark
    public @Nullable Verified verify() {
        return verifier.verify(frame, OFFSET, length);
    }

    /// Verifies and reads every field, text and bytes by their lengths.
    @Benchmark
    public long verifyAndRead() {
        Verified message = verifier.verify(frame, OFFSET, length);
        return message == null ? -1 : read(message);
    }

    private static long read(Verified message) {
        long sum = message.idHigh() + message.idLow() + message.sentAtMicros();
        sum += message.senderId().sizeBytes();
        return sum
                + switch (message.type()) {
                    case CHAT ->
                            message.chat().text().sizeBytes() + message.chat().room().sizeBytes();
                    case DATA ->
                            message.data().sizeBytes() + message.data().contentType().sizeBytes();
                    default -> 0;
                };
    }
}

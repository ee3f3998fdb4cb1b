package dev.starling.bench;

import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.WireLimits;
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

/// What it costs to verify a message, and to read it in place without decoding text: of a make that
/// the verifier knows from the one before, or of eight makes in turns, of which it knows one.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerifyBench {
    private static final int OFFSET = WireLimits.PREFIX_BYTES;
    private static final int MAKES = 8;

    @Param public Sample sample = Sample.TEXT_288;

    private final Verifier verifier = new Verifier();
    private final byte[][] makes = new byte[MAKES][];
    private byte[] frame = {};
    private int next;

    @Setup
    public void prepare() {
        for (int make = 0; make < MAKES; make++) {
            makes[make] = sample.frame("sender_12" + make);
            if (verify(makes[make]) == null) {
                throw new IllegalStateException(verifier.offence().rule());
            }
        }
        frame = makes[0];
    }

    @Benchmark
    public @Nullable Verified known() {
        return verify(frame);
    }

    @Benchmark
    public @Nullable Verified inTurns() {
        next = (next + 1) % MAKES;
        return verify(makes[next]);
    }

    /// Verifies one of a known make and reads every field, text and bytes by their lengths.
    @Benchmark
    public long knownAndRead() {
        Verified message = verify(frame);
        return message == null ? -1 : read(message);
    }

    private @Nullable Verified verify(byte[] bytes) {
        return verifier.verify(bytes, OFFSET, bytes.length - OFFSET);
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

package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.interpreter.Interpreter;
import dev.starling.wire.schema.MessageVerifier;
import dev.starling.wire.torture.TortureVerifier;
import dev.starling.wire.verify.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Both verifiers of one schema, asked together: they must say the same.
public final class Layers {
    static final Path MESSAGE_SCHEMA = Path.of("schema/message.bfbs");
    static final Path TORTURE_SCHEMA = Path.of("src/test/schema/torture.bfbs");

    private static final int OFFSET = 13;

    private final Checks checks = new Checks();
    private final Predicate<Checks> generated;
    private final Interpreter interpreter;

    Layers(Predicate<Checks> generated, Path bfbs) {
        this.generated = generated;
        interpreter = new Interpreter(read(bfbs));
    }

    public static Layers message() {
        return new Layers(MessageVerifier::verify, MESSAGE_SCHEMA);
    }

    public static Layers torture() {
        return new Layers(TortureVerifier::verify, TORTURE_SCHEMA);
    }

    /// The first rule broken, null for none, once the layers agree on it and kept their bounds.
    public @Nullable Offence verdict(byte[] message) {
        Offence one = generated(message);
        Offence other = interpreter.verdict(message);
        if (one != other) {
            throw new AssertionError(
                    "generated says %s at %d, interpreter %s of %s"
                            .formatted(
                                    one, checks.offenceOffset(), other, Arrays.toString(message)));
        }
        if (one == null) {
            assertThat((long) checks.unknownEnums()).isEqualTo(interpreter.unknownEnums());
        } else {
            assertThat(checks.offenceOffset()).isBetween(0, message.length);
        }
        assertThat((long) checks.visits()).isEqualTo(interpreter.visits());
        assertThat(checks.charged()).isEqualTo(interpreter.charged());
        return one;
    }

    /// The generated verifier's word alone, from within a buffer of bytes that would spoil it.
    @Nullable Offence generated(byte[] message) {
        byte[] bytes = new byte[OFFSET + message.length + OFFSET];
        Arrays.fill(bytes, (byte) 0xFF);
        System.arraycopy(message, 0, bytes, OFFSET, message.length);
        checks.begin(bytes, OFFSET, message.length);
        boolean isAccepted = generated.test(checks);
        assertThat(checks.visits()).isLessThanOrEqualTo(message.length + 16);
        assertThat(checks.charged()).isLessThanOrEqualTo(4L * message.length + 64);
        return isAccepted ? null : checks.offence();
    }

    Checks checks() {
        return checks;
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

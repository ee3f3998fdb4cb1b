package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.planted.ForgetfulVerifier;
import dev.starling.wire.sample.Samples;
import dev.starling.wire.sample.TortureSamples;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The target of the fuzzer (`wire/fuzz SECONDS`), and a replay of its seeds and of short scripts.
///
/// Input with a file identifier is a message as it stands. Any other is a script: eight bytes that
/// choose a valid message, then changes of three bytes each, where (two) and to what (one). So the
/// fuzzer reaches behind the first checks without having to guess offsets.
class VerifierFuzzTest {
    private static final int CHOICE_BYTES = 8;
    private static final int CHANGE_BYTES = 3;

    private static final Layers MESSAGE = Layers.message();
    private static final Layers TORTURE = Layers.torture();
    private static final Verifier VERIFIER = new Verifier();

    /// Called by the fuzzer: throws if a rule of the verifier itself is broken.
    public static void fuzzerTestOneInput(byte[] input) {
        fuzz(input, MESSAGE);
    }

    @Test
    void keepsItsPromisesOnEverySeed() {
        CorpusTest.committed("message").values().forEach(VerifierFuzzTest::fuzzerTestOneInput);
        CorpusTest.committed("torture").values().forEach(VerifierFuzzTest::fuzzerTestOneInput);
    }

    @Test
    void keepsItsPromisesOnShortScripts() {
        Random random = new Random(81);
        for (int i = 0; i < 4_000; i++) {
            byte[] script = new byte[CHOICE_BYTES + CHANGE_BYTES * random.nextInt(6)];
            random.nextBytes(script);
            fuzzerTestOneInput(script);
        }
    }

    @Test
    void findsThePlantedVerifierThatForgetsOneRule() {
        Layers planted = new Layers(ForgetfulVerifier::verify, Layers.MESSAGE_SCHEMA);

        assertThatThrownBy(() ->
                        CorpusTest.committed("message")
                                .values()
                                .forEach(seed -> fuzz(seed, planted)))
                .isInstanceOf(AssertionError.class);
    }

    private static void fuzz(byte[] input, Layers messages) {
        if (hasIdentifier(input, "TORT")) {
            TORTURE.verdict(input);
        } else if (hasIdentifier(input, "STRL")) {
            message(input, messages);
        } else if (input.length >= CHOICE_BYTES) {
            Random random = new Random(ByteBuffer.wrap(input).getLong());
            TORTURE.verdict(changed(new TortureSamples(random).next(), input));
            message(changed(new Samples(random, 200).next(), input), messages);
        }
    }

    private static void message(byte[] message, Layers layers) {
        boolean isAccepted = layers.verdict(message) == null;
        Verified verified = VERIFIER.verify(ByteBuffer.wrap(message), 0, message.length);
        assertThat(verified != null).isEqualTo(isAccepted);
        assertThat(VERIFIER.counts().bugs()).isZero();
        if (verified != null) {
            FullWalk.read(verified);
        }
    }

    private static boolean hasIdentifier(byte[] input, String identifier) {
        byte[] wanted = identifier.getBytes(StandardCharsets.US_ASCII);
        return input.length >= 8 && Arrays.equals(input, 4, 8, wanted, 0, 4);
    }

    private static byte[] changed(byte[] message, byte[] script) {
        for (int i = CHOICE_BYTES; i + CHANGE_BYTES <= script.length; i += CHANGE_BYTES) {
            int at = (script[i] & 0xFF) * 256 + (script[i + 1] & 0xFF);
            message[at % message.length] = script[i + 2];
        }
        return message;
    }
}

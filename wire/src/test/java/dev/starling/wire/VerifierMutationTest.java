package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.sample.Samples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What the generated verifier says to valid messages, and to each of their one-byte changes.
class VerifierMutationTest {
    private static final int MESSAGES = 1_000;

    private final Verifier verifier = new Verifier();

    @Test
    void acceptsWhatABuilderMakes() {
        for (byte[] message : messages(71, 2_000)) {
            Verified verified = verifier.verify(ByteBuffer.wrap(message), 0, message.length);
            if (verified == null) {
                throw new AssertionError(verifier.offence() + " at " + verifier.offenceOffset());
            }
            assertThat(FullWalk.read(verified)).isNotEmpty();
        }
        assertThat(verifier.counts().accepted()).isEqualTo(MESSAGES);
        assertThat(verifier.counts().unknownTypes()).isPositive();
        assertThat(verifier.counts().unknownEnums()).isPositive();
    }

    @Test
    void answersEveryOneByteChangeAndNeverAcceptsWhatCannotBeRead() {
        int accepted = 0;
        int refused = 0;
        for (byte[] message : messages(72, 16)) {
            ByteBuffer bytes = ByteBuffer.wrap(message);
            for (int at = 0; at < message.length; at++) {
                byte original = message[at];
                for (int value = 0; value < 256; value++) {
                    message[at] = (byte) value;
                    Verified verified = verifier.verify(bytes, 0, message.length);
                    if (verified == null) {
                        refused++;
                    } else {
                        accepted++;
                        FullWalk.read(verified);
                    }
                }
                message[at] = original;
            }
        }
        assertThat(verifier.counts().refused(Offence.VERIFIER_FAILED)).isZero();
        assertThat(accepted).isPositive();
        assertThat(refused).isPositive();
    }

    private static List<byte[]> messages(long seed, int textBytesMax) {
        Samples samples = new Samples(new Random(seed), textBytesMax);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            messages.add(samples.next());
        }
        return messages;
    }
}

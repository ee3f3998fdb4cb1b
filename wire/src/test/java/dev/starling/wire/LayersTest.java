package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.planted.ForgetfulVerifier;
import dev.starling.wire.sample.Samples;
import dev.starling.wire.sample.TortureSamples;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// The generated verifier and the interpreter on valid messages and on changed ones.
class LayersTest {
    private static final int VALUES_PER_BYTE = 12;

    @Test
    void agreeOnEveryOneByteChangeOfMessages() {
        Set<Offence> met = EnumSet.noneOf(Offence.class);
        Layers layers = Layers.message();
        Samples samples = new Samples(new Random(31), 30);
        for (int i = 0; i < 14; i++) {
            mutate(layers, samples.next(), 256, met);
        }
        assertThat(met)
                .contains(
                        Offence.ROOT_OFFSET,
                        Offence.VTABLE_OFFSET,
                        Offence.VTABLE_SIZE,
                        Offence.TABLE_SIZE,
                        Offence.FIELD_OFFSET,
                        Offence.MISALIGNED,
                        Offence.OFFSET,
                        Offence.VECTOR_LENGTH,
                        Offence.NUL_MISSING,
                        Offence.UTF8,
                        Offence.UNION_VALUE,
                        Offence.REQUIRED,
                        Offence.BOOL);
    }

    @Test
    void agreeOnOneByteChangesOfTheTortureSchema() {
        Set<Offence> met = EnumSet.noneOf(Offence.class);
        Layers layers = Layers.torture();
        TortureSamples samples = new TortureSamples(new Random(32));
        for (int i = 0; i < 80; i++) {
            mutate(layers, samples.next(), VALUES_PER_BYTE, met);
        }
        assertThat(met)
                .contains(
                        Offence.UNION_VECTOR,
                        Offence.UNION_TYPE,
                        Offence.SORTED,
                        Offence.RANGE,
                        Offence.ASCII,
                        Offence.FINITE,
                        Offence.MAX_COUNT,
                        Offence.NESTED);
    }

    @Test
    void agreeOnSeveralChangesAtOnce() {
        Random random = new Random(33);
        TortureSamples torture = new TortureSamples(random);
        Samples samples = new Samples(random, 40);
        shake(Layers.torture(), torture::next, random);
        shake(Layers.message(), samples::next, random);
    }

    @Test
    void findThePlantedVerifierThatForgetsOneRule() {
        Layers layers = new Layers(ForgetfulVerifier::verify, Layers.MESSAGE_SCHEMA);
        Samples samples = new Samples(new Random(34), 30);

        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 50; i++) {
                                mutate(layers, samples.next(), 256, EnumSet.noneOf(Offence.class));
                            }
                        })
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("interpreter");
    }

    private static void mutate(Layers layers, byte[] message, int values, Set<Offence> met) {
        assertThat(layers.verdict(message)).isNull();
        for (int at = 0; at < message.length; at++) {
            byte original = message[at];
            for (int i = 0; i < values; i++) {
                // All values when there is time for all, else the neighbours and the extremes.
                int value = values == 256 ? i : original + (i < 6 ? i - 3 : 1 << i);
                message[at] = (byte) value;
                Offence offence = layers.verdict(message);
                if (offence != null) {
                    met.add(offence);
                }
            }
            message[at] = original;
        }
    }

    private static void shake(Layers layers, Supplier<byte[]> samples, Random random) {
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] message = samples.get();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                message[random.nextInt(message.length)] = (byte) (1 << random.nextInt(8));
            }
            refused += layers.verdict(message) == null ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }
}

package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.corpus.Bombs;
import dev.starling.wire.sample.Samples;
import dev.starling.wire.sample.TortureSamples;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What the verifier spends, by its own counters, on messages made to be dear.
class BombTest {
    private static final int SMALL_STACK_BYTES = 512 * 1_024;

    private final Layers layers = Layers.torture();

    @Test
    void givesUpOnTwoToTheFifteenPathsWithinTheBudget() {
        byte[] bomb = Bombs.diamonds(15);

        assertThat(bomb.length).isLessThan(2_048);
        assertThat(layers.verdict(bomb)).isEqualTo(Offence.BUDGET);
    }

    @Test
    void givesUpOnTablesTimesStringsInTimeThatGrowsWithTheLengthAlone() {
        for (int size = 25; size <= 6_400; size *= 4) {
            byte[] bomb = Bombs.square(size);

            assertThat(layers.generated(bomb)).isEqualTo(Offence.BUDGET);
            assertBounded(bomb.length);
        }
    }

    @Test
    void acceptsWhatIsNotSharedWithinHalfTheBudget() {
        Layers messages = Layers.message();
        Samples samples = new Samples(new Random(41), 400);
        for (int i = 0; i < 500; i++) {
            byte[] message = samples.next();
            assertThat(messages.generated(message)).isNull();
            assertThat(messages.checks().charged()).isLessThanOrEqualTo(2L * message.length + 32);
        }
    }

    @Test
    void staysWithinItsBoundsWhateverIsChanged() {
        Random random = new Random(42);
        TortureSamples samples = new TortureSamples(random);
        for (int i = 0; i < 20_000; i++) {
            byte[] message = samples.next();
            message[random.nextInt(message.length)] = (byte) random.nextInt();
            layers.generated(message);
            assertBounded(message.length);
        }
    }

    @Test
    void needsNoDeepStackForWhatIsNestedTooDeep() throws InterruptedException {
        byte[] deep =
                Layers.read(
                        CorpusTest.FOLDER.resolve("torture/B09-seventeen-tables-deep--DEPTH.bin"));
        AtomicReference<Object> answer = new AtomicReference<>("none");
        Thread thread =
                new Thread(
                        null,
                        () -> {
                            try {
                                answer.set(String.valueOf(layers.generated(deep)));
                            } catch (StackOverflowError e) {
                                answer.set(e);
                            }
                        },
                        "small-stack",
                        SMALL_STACK_BYTES);
        thread.start();
        thread.join();
        assertThat(answer.get()).isEqualTo("DEPTH");
    }

    private void assertBounded(int length) {
        assertThat(layers.checks().visits()).isLessThanOrEqualTo(length + 16);
        assertThat(layers.checks().charged()).isLessThanOrEqualTo(4L * length + 64);
    }
}

package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.corpus.Corpus;
import dev.starling.wire.corpus.MessageCorpus;
import dev.starling.wire.corpus.TortureCorpus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The golden files: each must get the verdict in its name, from both layers.
class CorpusTest {
    static final Path FOLDER = Path.of("src/test/resources/corpus");

    @Test
    void everyMessageGetsTheVerdictInItsName() {
        assertVerdicts(Layers.message(), committed("message"));
    }

    @Test
    void everyTortureMessageGetsTheVerdictInItsName() {
        assertVerdicts(Layers.torture(), committed("torture"));
    }

    @Test
    void findsAPlantedWrongName() {
        byte[] message = committed("message").getOrDefault("ping--ACCEPTED.bin", new byte[0]);
        Map<String, byte[]> planted = Map.of("planted--BOOL.bin", message);

        assertThatThrownBy(() -> assertVerdicts(Layers.message(), planted))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void everyReasonOfContentIsReached() {
        Set<Offence> reached = EnumSet.noneOf(Offence.class);
        for (String folder : new String[] {"message", "torture"}) {
            for (String name : committed(folder).keySet()) {
                Offence offence = Corpus.promised(name);
                if (offence != null) {
                    reached.add(offence);
                }
            }
        }
        assertThat(reached).isEqualTo(EnumSet.range(Offence.TOO_SHORT, Offence.TRAILING));
    }

    @Test
    void theFilesAreWhatTheirMakerMakes() {
        assertSame(committed("message"), MessageCorpus.make());
        assertSame(committed("torture"), TortureCorpus.make());
    }

    @Test
    void acceptedMessagesCanBeReadWhole() {
        Verifier verifier = new Verifier();
        committed("message")
                .forEach((name, message) -> {
                    Verified verified =
                            verifier.verify(ByteBuffer.wrap(message), 0, message.length);
                    assertThat(verified == null).as(name).isEqualTo(Corpus.promised(name) != null);
                    if (verified != null) {
                        assertThat(FullWalk.read(verified)).isNotEmpty();
                    }
                });
    }

    private static void assertVerdicts(Layers layers, Map<String, byte[]> messages) {
        List<String> wrong = new ArrayList<>();
        messages.forEach((name, message) -> {
            Offence offence = layers.verdict(message);
            if (offence != Corpus.promised(name)) {
                wrong.add(name + " is " + offence + " at " + layers.checks().offenceOffset());
            }
        });
        assertThat(messages).isNotEmpty();
        assertThat(wrong).isEmpty();
    }

    private static void assertSame(Map<String, byte[]> committed, Corpus made) {
        assertThat(committed.keySet()).isEqualTo(made.messages().keySet());
        committed.forEach((name, message) -> {
            byte[] other = made.messages().getOrDefault(name, new byte[0]);
            assertThat(Arrays.equals(message, other)).as(name).isTrue();
        });
    }

    static Map<String, byte[]> committed(String folder) {
        Map<String, byte[]> messages = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            files.forEach(file -> messages.put(file.getFileName().toString(), Layers.read(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return messages;
    }
}

package dev.starling.wire.corpus;

import dev.starling.wire.Offence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Named messages with the verdict that each must get: `row-what--VERDICT.bin`.
public final class Corpus {
    private static final String ACCEPTED = "ACCEPTED";

    private final Map<String, byte[]> messageByName = new TreeMap<>();

    /// Writes both folders below the one named: `Corpus src/test/resources/corpus`.
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        MessageCorpus.make().write(folder.resolve("message"));
        TortureCorpus.make().write(folder.resolve("torture"));
    }

    public Map<String, byte[]> messages() {
        return messageByName;
    }

    /// The verdict that a file's name promises, null for accepted.
    public static @Nullable Offence promised(String name) {
        String verdict = name.substring(name.indexOf("--") + 2, name.length() - ".bin".length());
        return verdict.equals(ACCEPTED) ? null : Offence.valueOf(verdict);
    }

    void accepted(String name, byte[] message) {
        messageByName.put(name + "--" + ACCEPTED + ".bin", message);
    }

    void accepted(String name, byte[] message, Consumer<Cut> change) {
        accepted(name, changed(message, change));
    }

    void refused(String name, Offence offence, byte[] message) {
        messageByName.put(name + "--" + offence + ".bin", message);
    }

    void refused(String name, Offence offence, byte[] message, Consumer<Cut> change) {
        refused(name, offence, changed(message, change));
    }

    private static byte[] changed(byte[] message, Consumer<Cut> change) {
        Cut cut = new Cut(message);
        change.accept(cut);
        return cut.done();
    }

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> message : messageByName.entrySet()) {
            Files.write(folder.resolve(message.getKey()), message.getValue());
        }
    }
}

package dev.starling.wire;

import dev.starling.wire.sample.Samples;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// The Java side of `wire/second-opinion/run`: writes messages, then compares our verdicts on their
/// one-byte changes with those of the C++ verifier.
public final class SecondOpinion {
    private static final int SAMPLES = 300;

    private final Verifier verifier = new Verifier();
    private long both;
    private long onlyCpp;
    private long neither;

    private SecondOpinion() {}

    public static void main(String[] args) throws IOException {
        Path one = Path.of(args[1]);
        Path other = Path.of(args[2]);
        switch (args[0]) {
            case "write" -> write(one, other);
            case "check" -> check(one, Files.readAllBytes(other));
            case "check-planted" -> check(one, planted(one, Files.readAllBytes(other)));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void write(Path corpus, Path folder) throws IOException {
        for (Path file : files(corpus)) {
            if (file.toString().endsWith("--ACCEPTED.bin")) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Samples samples = new Samples(new Random(61), 40);
        for (int i = 0; i < SAMPLES; i++) {
            Files.write(folder.resolve("sample-%03d.bin".formatted(i)), samples.next());
        }
    }

    private static void check(Path folder, byte[] bits) throws IOException {
        SecondOpinion opinion = new SecondOpinion();
        int from = 0;
        for (Path file : files(folder)) {
            byte[] message = Files.readAllBytes(file);
            if (!opinion.compare(file, message, bits, from)) {
                System.exit(1);
            }
            from += message.length * 32;
        }
        if (from != bits.length) {
            System.err.println(
                    "second-opinion: " + bits.length + " bytes of verdicts, not " + from);
            System.exit(1);
        }
        System.out.printf(
                "second-opinion: both accept %,d, only C++ accepts %,d, both reject %,d%n",
                opinion.both, opinion.onlyCpp, opinion.neither);
    }

    private boolean compare(Path file, byte[] message, byte[] bits, int from) {
        ByteBuffer bytes = ByteBuffer.wrap(message);
        for (int at = 0; at < message.length; at++) {
            byte original = message[at];
            for (int value = 0; value < 256; value++) {
                message[at] = (byte) value;
                boolean isOurs = verifier.verify(bytes, 0, message.length) != null;
                boolean isTheirs = (bits[from + at * 32 + value / 8] >> value % 8 & 1) != 0;
                if (isOurs && !isTheirs) {
                    System.err.printf(
                            "second-opinion: %s with byte %d set to %d: ours accepts, but C++ rejects%n",
                            file.getFileName(), at, value);
                    return false;
                }
                count(isOurs, isTheirs);
            }
            message[at] = original;
        }
        return true;
    }

    private void count(boolean isOurs, boolean isTheirs) {
        both += isOurs ? 1 : 0;
        onlyCpp += !isOurs && isTheirs ? 1 : 0;
        neither += isTheirs ? 0 : 1;
    }

    /// Makes the last message, unchanged, one that C++ rejects.
    private static byte[] planted(Path folder, byte[] bits) throws IOException {
        byte[] last = Files.readAllBytes(files(folder).getLast());
        int value = Byte.toUnsignedInt(last[last.length - 1]);
        bits[bits.length - 32 + value / 8] &= (byte) ~(1 << value % 8);
        return bits;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}

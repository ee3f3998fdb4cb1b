package dev.starling.iocp.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// What became of one test.
///
/// @param reason in one line; empty when it passed
record Outcome(String test, Kind kind, String reason) {
    /// How it ended.
    enum Kind {
        PASSED,
        FAILED,
        SKIPPED,
        ABORTED
    }

    private static final int REASON_CHARACTERS_MAX = 200;

    /// Takes the first line of the reason.
    Outcome {
        String line = reason.strip().lines().findFirst().orElse("").replace('\t', ' ');
        reason = line.substring(0, Math.min(line.length(), REASON_CHARACTERS_MAX));
    }

    boolean isPassed() {
        return kind == Kind.PASSED;
    }

    boolean hasTried() {
        return kind != Kind.SKIPPED;
    }

    static void write(Collection<Outcome> outcomes, Path file) throws IOException {
        Files.write(
                file,
                outcomes.stream()
                        .map(each -> each.kind + "\t" + each.test + "\t" + each.reason)
                        .toList());
    }

    /// What [#write] wrote, by test.
    static Map<String, Outcome> read(Path file) throws IOException {
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            outcomes.put(fields[1], new Outcome(fields[1], Kind.valueOf(fields[0]), fields[2]));
        }
        return outcomes;
    }
}

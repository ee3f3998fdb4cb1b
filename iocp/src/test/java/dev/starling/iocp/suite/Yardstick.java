package dev.starling.iocp.suite;

import dev.starling.iocp.suite.Outcome.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Netty's own transport, run twice, by which another run is judged: what NIO passes twice, the
/// other has to pass.
record Yardstick(Map<String, Outcome> first, Map<String, Outcome> second) {
    /// How a test stands against the yardstick.
    enum Standing {
        PASSED,
        WORSE,
        EXCUSED
    }

    /// A test of a run, and why it stands as it does; the reason is empty when it passed.
    record Judgement(String test, Standing standing, String reason) {}

    /// Judges every test that any of the runs found: one that is missing did not pass.
    List<Judgement> judge(Map<String, Outcome> run) {
        TreeSet<String> tests = new TreeSet<>(first.keySet());
        tests.addAll(second.keySet());
        tests.addAll(run.keySet());
        List<Judgement> judgements = new ArrayList<>();
        for (String test : tests) {
            judgements.add(judge(test, of(run, test)));
        }
        return judgements;
    }

    /// How many tests NIO passed twice.
    long passed() {
        return judge(Map.of()).stream()
                .filter(judgement -> judgement.standing() == Standing.WORSE)
                .count();
    }

    /// What NIO itself did not pass twice.
    List<Judgement> excused() {
        return judge(Map.of()).stream()
                .filter(judgement -> judgement.standing() == Standing.EXCUSED)
                .toList();
    }

    private Judgement judge(String test, Outcome outcome) {
        Outcome once = of(first, test);
        Outcome again = of(second, test);
        if (outcome.isPassed()) {
            return new Judgement(test, Standing.PASSED, "");
        }
        if (once.isPassed() && again.isPassed()) {
            return new Judgement(
                    test, Standing.WORSE, outcome.kind() + ", NIO passes: " + outcome.reason());
        }
        if (outcome.kind() == Kind.FAILED && !once.hasTried() && !again.hasTried()) {
            return new Judgement(
                    test, Standing.WORSE, "FAILED, NIO does not try: " + outcome.reason());
        }
        Outcome failed = once.isPassed() ? again : once;
        return new Judgement(
                test, Standing.EXCUSED, failed.kind() + " with NIO too: " + failed.reason());
    }

    private static Outcome of(Map<String, Outcome> run, String test) {
        return run.getOrDefault(test, new Outcome(test, Kind.ABORTED, "it did not run"));
    }
}

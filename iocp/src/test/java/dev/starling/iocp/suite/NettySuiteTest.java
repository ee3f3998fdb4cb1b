package dev.starling.iocp.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.starling.iocp.suite.Yardstick.Judgement;
import dev.starling.iocp.suite.Yardstick.Standing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Netty's own tests of transports, each pairing in a JVM of its own, against the yardstick of NIO
/// on both sides. Every test counts by itself; one that NIO does not pass either is aborted with
/// NIO's reason.
@EnabledOnOs(value = OS.WINDOWS, disabledReason = "completion ports are Windows'")
final class NettySuiteTest {
    private static final int RUNS_AT_ONCE = 2;
    private static final int MINUTES_MAX = 12;
    private static final int TESTS_MIN = 200;
    private static final Path FOLDER = Path.of("target", "netty-suite");

    @TestFactory
    Stream<DynamicContainer> noPairingIsWorseThanNioItself() throws Exception {
        Files.createDirectories(FOLDER);
        Map<Pairing, Map<String, Outcome>> runs = runAll();
        Yardstick yardstick =
                new Yardstick(
                        Objects.requireNonNull(runs.get(Pairing.NIO_NIO)),
                        Objects.requireNonNull(runs.get(Pairing.NIO_NIO_AGAIN)));
        assertThat(yardstick.passed()).as("the yardstick has run").isGreaterThan(TESTS_MIN);
        List<String> report = new ArrayList<>();
        List<DynamicContainer> containers = new ArrayList<>();
        runs.forEach((pairing, run) -> {
            List<Judgement> judgements = yardstick.judge(run);
            report.add(counts(pairing, run, judgements));
            if (!pairing.isYardstick()) {
                containers.add(
                        dynamicContainer(
                                pairing.name(), judgements.stream().map(NettySuiteTest::test)));
            }
        });
        report.add("Not passed by NIO twice:");
        report.addAll(excused(yardstick));
        Files.write(FOLDER.resolve("report.txt"), report);
        report.forEach(System.out::println);
        return containers.stream();
    }

    private static DynamicTest test(Judgement judgement) {
        return dynamicTest(
                judgement.test(),
                () -> {
                    if (judgement.standing() == Standing.EXCUSED) {
                        abort(judgement.reason());
                    }
                    assertThat(judgement.standing())
                            .as(judgement.reason())
                            .isEqualTo(Standing.PASSED);
                });
    }

    /// A line for each, those that differ in the number of their turn in one.
    private static List<String> excused(Yardstick yardstick) {
        Map<String, Integer> turns = new LinkedHashMap<>();
        yardstick
                .excused()
                .forEach(each ->
                        turns.merge(
                                each.test().replaceAll(" #\\d+$", "") + ": " + each.reason(),
                                1,
                                Integer::sum));
        List<String> lines = new ArrayList<>();
        turns.forEach((line, count) ->
                lines.add("  " + line + (count == 1 ? "" : ", " + count + " turns")));
        return lines;
    }

    private static String counts(
            Pairing pairing, Map<String, Outcome> run, List<Judgement> judgements) {
        Map<Outcome.Kind, Integer> kinds = new EnumMap<>(Outcome.Kind.class);
        run.values().forEach(outcome -> kinds.merge(outcome.kind(), 1, Integer::sum));
        long worse = judgements.stream().filter(each -> each.standing() == Standing.WORSE).count();
        return "%s: %d tests, %s; %d not passed that NIO passes twice"
                .formatted(pairing, run.size(), kinds, worse);
    }

    private static Map<Pairing, Map<String, Outcome>> runAll() throws Exception {
        List<Callable<Map<String, Outcome>>> tasks = new ArrayList<>();
        for (Pairing pairing : Pairing.values()) {
            tasks.add(() -> run(pairing));
        }
        Map<Pairing, Map<String, Outcome>> runs = new EnumMap<>(Pairing.class);
        try (ExecutorService executor = Executors.newFixedThreadPool(RUNS_AT_ONCE)) {
            List<Future<Map<String, Outcome>>> results = executor.invokeAll(tasks);
            for (Pairing pairing : Pairing.values()) {
                runs.put(pairing, results.get(pairing.ordinal()).get());
            }
        }
        return runs;
    }

    /// In a JVM like this one. One that hangs is ended, and nothing of it has passed.
    private static Map<String, Outcome> run(Pairing pairing)
            throws IOException, InterruptedException {
        Path report = FOLDER.resolve(pairing + ".txt");
        Files.deleteIfExists(report);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-agentpath"))
                .forEach(command::add);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-Dio.netty.testsuite.badHost=127.0.0.1");
        command.add(pairing.argument());
        command.add(SuiteRun.class.getName());
        command.add(report.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(FOLDER.resolve(pairing + ".log").toFile());
        // A command line has no room for it.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return Files.exists(report) ? Outcome.read(report) : new TreeMap<>();
    }
}

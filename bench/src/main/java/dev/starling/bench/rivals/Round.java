package dev.starling.bench.rivals;

import dev.starling.bench.rivals.measure.Figures;
import dev.starling.bench.rivals.work.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One measurement of one entrant: a receiving and a sending process, started and ended.
final class Round {
    /// The same for all; enough for whoever keeps much in flight.
    private static final List<String> FLAGS =
            List.of("--enable-native-access=ALL-UNNAMED", "-Xms512m", "-Xmx2g");

    private static final long SECONDS_MAX = 150;
    private static final long MESSAGES_PER_MILLI_MIN = 50;
    private static final long END_SECONDS_MAX = 5;

    private Round() {}

    /// @throws IOException when a process ends without figures: its stderr has said why
    static Figures run(Entrant entrant, Job job) throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        Thread watchdog = Thread.ofVirtual().start(() -> endLate(processes, job));
        try {
            String ports = start(processes, "receive", entrant.name(), job.encode());
            List<String> words = new ArrayList<>(List.of("send", entrant.name(), job.encode()));
            words.addAll(List.of(ports.split(" ", -1)));
            Figures figures = Figures.parse(start(processes, words.toArray(String[]::new)));
            for (Process process : processes) {
                process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
            }
            return figures;
        } finally {
            watchdog.interrupt();
            end(processes);
        }
    }

    /// Starts a process and waits for the line it says.
    private static String start(List<Process> processes, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(Entrant.valueOf(words[1]).flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Side.class.getName());
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        synchronized (processes) {
            processes.add(process);
        }
        BufferedReader says = process.inputReader(StandardCharsets.UTF_8);
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            if (line.startsWith(Side.SAYS)) {
                return line.substring(Side.SAYS.length());
            }
        }
        throw new IOException(
                "the process '%s %s' ended without a result; what it said stands above"
                        .formatted(words[0], words[1]));
    }

    private static void endLate(List<Process> processes, Job job) {
        long millis =
                job.time().warmUpMillis()
                        + job.time().measuredMillis()
                        + job.time().count() / MESSAGES_PER_MILLI_MIN;
        try {
            TimeUnit.MILLISECONDS.sleep(millis + SECONDS_MAX * 1_000);
            end(processes);
        } catch (InterruptedException _) {
            // It ended by itself.
        }
    }

    private static void end(List<Process> processes) {
        synchronized (processes) {
            processes.forEach(Process::destroyForcibly);
        }
    }
}

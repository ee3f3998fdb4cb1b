package dev.starling.bench.io;

import dev.starling.transport.loop.Mechanism;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Compares the I/O mechanisms of this system: two processes each, in turns, medians and ratios.
public final class MechanismBench {
    private static final int ROUNDS = 5;
    private static final List<Mechanism> MECHANISMS =
            List.of(Mechanism.IO_URING, Mechanism.EPOLL, Mechanism.NIO);
    private static final List<String> FIGURES =
            List.of("one-way M/s", "round trip p50 us", "p99 us", "1,000 links s");

    private MechanismBench() {}

    /// No argument: the comparison; `echo MECHANISM` and `load MECHANISM PORT...` are its
    /// processes.
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            compare();
            return;
        }
        Mechanism mechanism = Mechanism.valueOf(args[1]);
        if (args[0].equals("echo")) {
            EchoPeer.run(mechanism);
        } else {
            LoadPeer.run(mechanism, Arrays.stream(args).skip(2).map(Integer::valueOf).toList());
        }
    }

    private static void compare() throws Exception {
        Map<Mechanism, List<double[]>> runs = new EnumMap<>(Mechanism.class);
        MECHANISMS.forEach(mechanism -> runs.put(mechanism, new ArrayList<>()));
        for (int round = 1; round <= ROUNDS; round++) {
            for (Mechanism mechanism : MECHANISMS) {
                double[] figures = measure(mechanism);
                runs.getOrDefault(mechanism, List.of()).add(figures);
                System.out.println(
                        "round " + round + " " + mechanism + " " + Arrays.toString(figures));
            }
        }
        print(runs);
    }

    private static double[] measure(Mechanism mechanism) throws Exception {
        Process echo = start("echo", mechanism.name());
        try (BufferedReader ports = echo.inputReader(StandardCharsets.UTF_8)) {
            String line = said(ports, "echo");
            Process load =
                    start(
                            Stream.concat(
                                            Stream.of("load", mechanism.name()),
                                            Stream.of(line.split(" ")))
                                    .toArray(String[]::new));
            try (BufferedReader figures = load.inputReader(StandardCharsets.UTF_8)) {
                String[] words = said(figures, "load").split(" ");
                return Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
            } finally {
                load.destroy();
            }
        } finally {
            echo.destroy();
            echo.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static String said(BufferedReader from, String who) throws IOException {
        String line = from.readLine();
        if (line == null) {
            throw new IOException("the " + who + " process ended without a word; see its stderr");
        }
        return line;
    }

    private static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MechanismBench.class.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void print(Map<Mechanism, List<double[]>> runs) {
        System.out.printf("%-10s", "median");
        FIGURES.forEach(figure -> System.out.printf("%22s", figure));
        System.out.println("   (ratio to epoll)");
        double[] epoll = medians(runs.getOrDefault(Mechanism.EPOLL, List.of()));
        for (Mechanism mechanism : MECHANISMS) {
            double[] medians = medians(runs.getOrDefault(mechanism, List.of()));
            System.out.printf("%-10s", mechanism);
            for (int i = 0; i < medians.length; i++) {
                System.out.printf(Locale.ROOT, "%13.2f (%5.2f)", medians[i], medians[i] / epoll[i]);
            }
            System.out.println();
        }
    }

    private static double[] medians(List<double[]> runs) {
        double[] medians = new double[FIGURES.size()];
        for (int figure = 0; figure < medians.length; figure++) {
            int index = figure;
            double[] sorted = runs.stream().mapToDouble(run -> run[index]).sorted().toArray();
            medians[figure] = sorted[sorted.length / 2];
        }
        return medians;
    }
}

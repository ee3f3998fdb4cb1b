package dev.starling.bench.rivals;

import dev.starling.bench.rivals.measure.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The comparison: every entrant of a contest in turns, round after round, then medians and ratios.
public final class Compare {
    /// Below this times JeroMQ the floor is built wrong, and ratios to it mean nothing.
    private static final double FLOOR_TIMES_JEROMQ_MIN = 2.2;

    private Compare() {}

    /// `CONTEST... [--short] [--rounds=N] [--warm-up=SECONDS] [--only=netty,starling]`, `all` for
    /// all contests; `sweep [--short] [--svg=FILE]` for links and sizes.
    public static void main(String[] args) throws Exception {
        try {
            Options options = Options.parse(List.of(args));
            for (Contest contest : options.contests()) {
                run(contest, options);
            }
            if (options.isSweep()) {
                sweep(options);
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Contest contest, Options options)
            throws IOException, InterruptedException {
        Map<Entrant, List<Figures>> runs = new EnumMap<>(Entrant.class);
        List<Entrant> entrants =
                contest.entrants().stream().filter(options.entrants()::contains).toList();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Entrant entrant : entrants) {
                Figures figures = Round.run(entrant, contest.job());
                runs.computeIfAbsent(entrant, _ -> new ArrayList<>()).add(figures);
                System.out.printf(
                        "{\"contest\":\"%s\",\"round\":%d,\"entrant\":\"%s\",\"figures\":%s}%n",
                        contest.name(), round, entrant.word(), figures.json());
            }
        }
        System.out.println();
        System.out.println(Table.of(contest, runs));
        if (!options.isShort() && contest.name().equals("chat-64")) {
            judgeFloor(contest, runs);
        }
    }

    /// Ratios to a floor that is too low flatter everyone.
    private static void judgeFloor(Contest contest, Map<Entrant, List<Figures>> runs) {
        List<Figures> floor = runs.get(Entrant.NETTY);
        List<Figures> jeromq = runs.get(Entrant.JEROMQ);
        if (floor == null || jeromq == null) {
            return;
        }
        double times =
                Figures.medians(floor).at(contest.figure())
                        / Figures.medians(jeromq).at(contest.figure());
        boolean isLow = times < FLOOR_TIMES_JEROMQ_MIN;
        System.out.printf(
                "The floor is %.2f times JeroMQ, %s than %.1f: %s.%n%n",
                times,
                isLow ? "less" : "not less",
                FLOOR_TIMES_JEROMQ_MIN,
                isLow ? "it is BUILT WRONG" : "it may be compared with");
    }

    private static void sweep(Options options) throws IOException, InterruptedException {
        var curves = new Sweep(options.isShort()).run();
        if (options.svg() != null) {
            Files.writeString(
                    options.svg(), Plot.svg(curves, "payload, bytes", "payload, MB a second"));
        }
    }
}

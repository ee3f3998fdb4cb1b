package dev.starling.bench.rivals;

import dev.starling.bench.rivals.measure.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The comparison: every entrant of a contest in turns, round after round, then medians and ratios.
public final class Compare {
    private static final int ROUNDS = 5;
    private static final String SHORT = "--short";
    private static final String ROUNDS_OPTION = "--rounds=";
    private static final String ONLY = "--only=";

    /// Below this times JeroMQ the floor is built wrong, and ratios to it mean nothing.
    private static final double FLOOR_TIMES_JEROMQ_MIN = 2.2;

    private final int rounds;
    private final boolean isShort;
    private final List<Entrant> only;

    private Compare(int rounds, boolean isShort, List<Entrant> only) {
        this.rounds = rounds;
        this.isShort = isShort;
        this.only = only;
    }

    /// `CONTEST... [--short] [--rounds=N] [--only=netty,starling]`; `all` for all contests.
    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        boolean isShort = words.remove(SHORT);
        int rounds = isShort ? 1 : ROUNDS;
        List<Entrant> only = List.of(Entrant.values());
        for (String word : args) {
            if (word.startsWith(ROUNDS_OPTION)) {
                rounds = Integer.parseInt(word.substring(ROUNDS_OPTION.length()));
            } else if (word.startsWith(ONLY)) {
                only = entrants(word.substring(ONLY.length()));
            }
        }
        words.removeIf(word -> word.startsWith("--"));
        List<Contest> wanted =
                Contest.all().stream()
                        .filter(each -> words.contains(each.name()) || words.contains("all"))
                        .toList();
        if (wanted.isEmpty()) {
            System.err.println(usage());
            System.exit(2);
        }
        Compare compare = new Compare(rounds, isShort, only);
        for (Contest contest : wanted) {
            compare.run(isShort ? contest.inShort() : contest);
        }
    }

    private static List<Entrant> entrants(String words) {
        return Arrays.stream(Entrant.values())
                .filter(each -> List.of(words.split(",", -1)).contains(each.word()))
                .toList();
    }

    private static String usage() {
        String contests =
                Contest.all().stream().map(Contest::name).collect(Collectors.joining(" "));
        return "what is to be compared? all, or some of: " + contests;
    }

    private void run(Contest contest) throws IOException, InterruptedException {
        Map<Entrant, List<Figures>> runs = new EnumMap<>(Entrant.class);
        List<Entrant> entrants = contest.entrants().stream().filter(only::contains).toList();
        for (int round = 1; round <= rounds; round++) {
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
        if (!isShort) {
            judgeFloor(contest, runs);
        }
    }

    /// Ratios to a floor that is too low flatter everyone.
    private static void judgeFloor(Contest contest, Map<Entrant, List<Figures>> runs) {
        List<Figures> floor = runs.get(Entrant.NETTY);
        List<Figures> jeromq = runs.get(Entrant.JEROMQ);
        if (floor == null || jeromq == null || !contest.name().equals("chat-64")) {
            return;
        }
        double times =
                Figures.medians(floor).at(contest.figure())
                        / Figures.medians(jeromq).at(contest.figure());
        System.out.printf(
                "The floor is %.2f times JeroMQ, %s than %.1f: %s.%n%n",
                times,
                times < FLOOR_TIMES_JEROMQ_MIN ? "less" : "not less",
                FLOOR_TIMES_JEROMQ_MIN,
                times < FLOOR_TIMES_JEROMQ_MIN ? "it is BUILT WRONG" : "it may be compared with");
    }
}

package dev.starling.bench.rivals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the command line wants.
///
/// @param contests in their own order
/// @param isSweep whether links and sizes are wanted instead
/// @param entrants who may take part
/// @param rounds how often each does
/// @param svg where the sweep's curves go, null for nowhere
record Options(
        List<Contest> contests,
        boolean isSweep,
        boolean isShort,
        List<Entrant> entrants,
        int rounds,
        @Nullable Path svg) {
    private static final int ROUNDS = 5;
    private static final String SHORT = "--short";
    private static final String WARM_UP = "--warm-up=";
    private static final String ROUNDS_OPTION = "--rounds=";
    private static final String ONLY = "--only=";
    private static final String SVG = "--svg=";

    /// @throws IllegalArgumentException when it is not understood: one line for a person
    static Options parse(List<String> arguments) {
        List<String> names = new ArrayList<>(arguments);
        names.removeIf(word -> word.startsWith("--"));
        boolean isShort = arguments.contains(SHORT);
        boolean isSweep = names.remove(Sweep.NAME);
        String warmUp = value(arguments, WARM_UP);
        List<Contest> contests =
                Contest.all().stream()
                        .filter(each -> names.remove(each.name()) || names.contains("all"))
                        .map(each -> isShort ? each.inShort() : each)
                        .map(each -> warmUp == null ? each : each.warmedUp(seconds(warmUp)))
                        .toList();
        names.remove("all");
        if (!names.isEmpty() || (contests.isEmpty() && !isSweep)) {
            throw new IllegalArgumentException(usage(names));
        }
        String only = value(arguments, ONLY);
        String rounds = value(arguments, ROUNDS_OPTION);
        String svg = value(arguments, SVG);
        return new Options(
                contests,
                isSweep,
                isShort,
                only == null ? List.of(Entrant.values()) : entrants(only),
                rounds == null ? (isShort ? 1 : ROUNDS) : (int) seconds(rounds),
                svg == null ? null : Path.of(svg));
    }

    private static @Nullable String value(List<String> arguments, String option) {
        return arguments.stream()
                .filter(word -> word.startsWith(option))
                .map(word -> word.substring(option.length()))
                .findFirst()
                .orElse(null);
    }

    /// A number from 1 on.
    private static long seconds(String digits) {
        if (!digits.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException("a number from 1 to 9999 is wanted, not " + digits);
        }
        return Long.parseLong(digits);
    }

    private static List<Entrant> entrants(String words) {
        return Arrays.stream(words.split(",", -1))
                .map(word ->
                        Stream.of(Entrant.values())
                                .filter(each -> each.word().equals(word))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "nobody is called '%s'; there are %s"
                                                        .formatted(word, all()))))
                .sorted()
                .toList();
    }

    private static String all() {
        return Stream.of(Entrant.values()).map(Entrant::word).collect(Collectors.joining(", "));
    }

    private static String usage(List<String> unknown) {
        String contests =
                Contest.all().stream().map(Contest::name).collect(Collectors.joining(" "));
        String why = unknown.isEmpty() ? "" : "there is no contest '" + unknown.getFirst() + "'; ";
        return "%swanted: all, or some of: %s, or %s".formatted(why, contests, Sweep.NAME);
    }
}

package dev.starling.bench.rivals;

import dev.starling.bench.rivals.measure.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Medians of all entrants of a contest in Markdown, the first being the floor.
final class Table {
    private Table() {}

    static String of(Contest contest, Map<Entrant, List<Figures>> runs) {
        StringBuilder table = new StringBuilder();
        Figures floor = null;
        for (Map.Entry<Entrant, List<Figures>> entry : runs.entrySet()) {
            Figures medians = Figures.medians(entry.getValue());
            if (floor == null) {
                floor = medians;
                table.append(head(contest, medians));
            }
            table.append(row(contest, entry.getKey(), medians, floor));
        }
        return table.toString();
    }

    private static String head(Contest contest, Figures figures) {
        List<String> cells = new ArrayList<>(List.of(contest.name(), "ratio"));
        cells.addAll(figures.values().keySet());
        return line(cells) + "|---".repeat(cells.size()) + "|\n";
    }

    private static String row(Contest contest, Entrant who, Figures medians, Figures floor) {
        List<String> cells = new ArrayList<>();
        cells.add(who.title());
        cells.add(number(medians.at(contest.figure()) / floor.at(contest.figure())));
        medians.values().values().forEach(value -> cells.add(number(value)));
        return line(cells);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    /// Three digits that mean something.
    private static String number(double value) {
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(Math.abs(value) + 1e-9)), 0, 3);
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}

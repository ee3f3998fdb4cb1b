package dev.starling.bench.rivals;

import dev.starling.bench.rivals.measure.Figures;
import dev.starling.bench.rivals.work.Job;
import dev.starling.bench.rivals.work.Job.Span;
import dev.starling.bench.rivals.work.Work;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// How rate and memory grow with links and sizes: one way, Starling and the floor in turns, once
/// for every number of links and every size.
final class Sweep {
    static final String NAME = "sweep";

    private static final List<Integer> LINKS = List.of(1, 2, 8, 64, 512);

    /// The largest is what a frame of 1 MiB holds, but for a little.
    private static final List<Integer> SIZES = List.of(16, 256, 4_096, 65_536, 1_048_000);

    private static final Span TIME = new Span(1_200, 800, 0);
    private static final Span SHORT_TIME = new Span(200, 200, 0);
    private static final String FIGURE = "MB/s";

    private final Span time;
    private final List<Integer> links;
    private final List<Integer> sizes;

    /// @param isShort whether two numbers of links and two sizes, briefly, are enough
    Sweep(boolean isShort) {
        time = isShort ? SHORT_TIME : TIME;
        links = isShort ? List.of(1, 8) : LINKS;
        sizes = isShort ? List.of(16, 65_536) : SIZES;
    }

    /// Prints the table and answers with the curves: of each entrant and number of links, payload a
    /// second by the size of the payload.
    Map<String, Map<Integer, Double>> run() throws IOException, InterruptedException {
        Map<String, Map<Integer, Double>> curves = new TreeMap<>();
        List<String> rows = new ArrayList<>();
        for (int link : links) {
            for (int size : sizes) {
                Job job = Contest.job(Work.ONE_WAY, false, size, link, time);
                Figures floor = Round.run(Entrant.NETTY, job);
                Figures ours = Round.run(Entrant.STARLING, job);
                curve(curves, Entrant.NETTY, link).put(size, floor.at(FIGURE));
                curve(curves, Entrant.STARLING, link).put(size, ours.at(FIGURE));
                rows.add(row(link, size, ours, floor));
            }
        }
        System.out.println(
                "| links | payload, B | M/s | MB/s | ratio | sending MiB | floor's | receiving MiB"
                        + " | floor's |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        rows.forEach(System.out::println);
        return curves;
    }

    private static Map<Integer, Double> curve(
            Map<String, Map<Integer, Double>> curves, Entrant entrant, int links) {
        String name = "%s, %d %s".formatted(entrant.title(), links, links == 1 ? "link" : "links");
        return curves.computeIfAbsent(name, _ -> new TreeMap<>());
    }

    private static String row(int links, int size, Figures ours, Figures floor) {
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %.4f | %.1f | %.2f | %.0f | %.0f | %.0f | %.0f |",
                links,
                size,
                ours.at("M/s"),
                ours.at(FIGURE),
                ours.at(FIGURE) / floor.at(FIGURE),
                ours.at("sending MiB"),
                floor.at("sending MiB"),
                ours.at("receiving MiB"),
                floor.at("receiving MiB"));
    }
}

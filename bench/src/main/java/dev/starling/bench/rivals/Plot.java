package dev.starling.bench.rivals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Curves over sizes as an SVG, both axes logarithmic; curves of one name before the comma have one
/// kind of line, those of one name behind it one colour.
final class Plot {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 560;
    private static final int LEFT = 70;
    private static final int RIGHT = 640;
    private static final int TOP = 20;
    private static final int BOTTOM = 500;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#d1495b", "#2e8b57", "#8e5ea2", "#b8860b");
    private static final List<String> DASHES = List.of("none", "6 4", "2 3");

    private final Map<String, Map<Integer, Double>> curves;
    private final List<String> kinds;
    private final List<String> colours;
    private final double xMax;
    private final double yMax;
    private final StringBuilder svg = new StringBuilder();

    private Plot(Map<String, Map<Integer, Double>> curves) {
        this.curves = curves;
        kinds = curves.keySet().stream().map(name -> part(name, 0)).distinct().toList();
        colours = curves.keySet().stream().map(name -> part(name, 1)).distinct().toList();
        xMax = decades(curves.values().stream().flatMap(c -> c.keySet().stream()).toList());
        yMax = decades(curves.values().stream().flatMap(c -> c.values().stream()).toList());
    }

    /// @param curves points by curve; sizes and values from 1 on
    static String svg(Map<String, Map<Integer, Double>> curves, String x, String y) {
        return new Plot(curves).draw(x, y);
    }

    private String draw(String x, String y) {
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" \
                font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """
                        .formatted(WIDTH, HEIGHT));
        for (int decade = 0; decade <= xMax; decade++) {
            grid(x(Math.pow(10, decade)), TOP, x(Math.pow(10, decade)), BOTTOM);
            text(x(Math.pow(10, decade)) - 8, BOTTOM + 18, "10^" + decade);
        }
        for (int decade = 0; decade <= yMax; decade++) {
            grid(LEFT, y(Math.pow(10, decade)), RIGHT, y(Math.pow(10, decade)));
            text(LEFT - 40, y(Math.pow(10, decade)) + 4, "10^" + decade);
        }
        text((LEFT + RIGHT) / 2.0 - 40, BOTTOM + 40, x);
        text(LEFT, TOP - 6, y);
        int row = 0;
        for (Map.Entry<String, Map<Integer, Double>> curve : curves.entrySet()) {
            curve(curve.getKey(), curve.getValue(), TOP + 20 + 20 * row++);
        }
        return svg.append("</svg>\n").toString();
    }

    private void curve(String name, Map<Integer, Double> points, int legendY) {
        String style =
                "fill=\"none\" stroke-width=\"2\" stroke=\"%s\" stroke-dasharray=\"%s\""
                        .formatted(
                                COLOURS.get(colours.indexOf(part(name, 1)) % COLOURS.size()),
                                DASHES.get(kinds.indexOf(part(name, 0)) % DASHES.size()));
        String line =
                points.entrySet().stream()
                        .map(point -> at(x(point.getKey()), y(point.getValue())))
                        .collect(Collectors.joining(" "));
        svg.append("<polyline %s points=\"%s\"/>%n".formatted(style, line));
        String sample = at(RIGHT + 15, legendY) + " " + at(RIGHT + 45, legendY);
        svg.append("<polyline %s points=\"%s\"/>%n".formatted(style, sample));
        text(RIGHT + 52, legendY + 4, name);
    }

    private void grid(double x1, double y1, double x2, double y2) {
        svg.append(
                "<polyline stroke=\"#ddd\" points=\"%s %s\"/>%n".formatted(at(x1, y1), at(x2, y2)));
    }

    private void text(double x, double y, String words) {
        svg.append(
                String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\">%s</text>%n", x, y, words));
    }

    private double x(double size) {
        return LEFT + (RIGHT - LEFT) * Math.log10(size) / xMax;
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * Math.max(0, Math.log10(value)) / yMax;
    }

    private static String at(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x, y);
    }

    private static double decades(List<? extends Number> values) {
        double most = values.stream().mapToDouble(Number::doubleValue).max().orElse(1);
        return Math.max(1, Math.ceil(Math.log10(most)));
    }

    private static String part(String name, int index) {
        String[] parts = name.split(", ", 2);
        return parts[Math.min(index, parts.length - 1)];
    }
}

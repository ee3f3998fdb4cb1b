package dev.starling.bench.rivals.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers by what they are, in the order in which they are to be shown.
///
/// @param values each with its name; names are words of letters, digits, spaces and `/.,`
public record Figures(Map<String, Double> values) {
    private static final Pattern FIGURE = Pattern.compile("\"([^\"]+)\":([-0-9.E]+)");

    public Figures {
        values = new LinkedHashMap<>(values);
    }

    public Figures() {
        this(Map.of());
    }

    /// Adds one; a figure that is no number is a defect.
    public Figures put(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException(name + " is " + value);
        }
        values.put(name, value);
        return this;
    }

    /// The figure of this name.
    ///
    /// @throws IllegalStateException when there is none
    public double at(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("no figure " + name + " in " + values.keySet());
        }
        return value;
    }

    /// The figures as one line of JSON.
    public String json() {
        List<String> parts = new ArrayList<>();
        values.forEach(
                (name, value) -> parts.add(String.format(Locale.ROOT, "\"%s\":%s", name, value)));
        return "{" + String.join(",", parts) + "}";
    }

    /// The figures in a line that [#json] made.
    public static Figures parse(String json) {
        Figures figures = new Figures();
        Matcher figure = FIGURE.matcher(json);
        while (figure.find()) {
            figures.put(figure.group(1), Double.parseDouble(figure.group(2)));
        }
        return figures;
    }

    /// The median of each figure; all runs have the same.
    public static Figures medians(List<Figures> runs) {
        Figures medians = new Figures();
        for (String name : runs.getFirst().values.keySet()) {
            double[] sorted = runs.stream().mapToDouble(run -> run.at(name)).sorted().toArray();
            int middle = sorted.length / 2;
            medians.put(
                    name,
                    sorted.length % 2 == 1
                            ? sorted[middle]
                            : (sorted[middle - 1] + sorted[middle]) / 2);
        }
        return medians;
    }
}

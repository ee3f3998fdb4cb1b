package dev.starling.node.alerts;

import dev.starling.node.metrics.Measure;
import dev.starling.node.metrics.Measure.Side;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Metric.Kind;
import dev.starling.node.metrics.Unit;
import dev.starling.node.metrics.Unit.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// The words of a threshold, read one after the other: measures, numbers with units, durations.
final class Words {
    private static final int CHARS_MAX = 256;
    private static final String PER_SECOND = "/s";
    private static final double NANOS_PER_MILLI = 1e6;

    private final String text;
    private int at;

    /// @throws Misread when the text is longer than any threshold
    Words(String text) throws Misread {
        this.text = text;
        if (text.length() > CHARS_MAX) {
            throw new Misread(CHARS_MAX, "expected at most 256 characters");
        }
    }

    /// Where the next word begins.
    int at() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    boolean isAtEnd() {
        return at() == text.length();
    }

    /// Takes this word or sign if it comes next.
    boolean take(String word) {
        boolean isNext = text.startsWith(word, at());
        at += isNext ? word.length() : 0;
        return isNext;
    }

    /// A metric and, where it has sides, one of them: `rtt.p99`.
    Measure measure() throws Misread {
        int start = at();
        String word = run(c -> !Character.isWhitespace(c) && c != '>' && c != '<' && c != '=');
        Metric metric =
                Metric.all().stream()
                        .filter(each -> (word + ".").startsWith(each.word() + "."))
                        .findFirst()
                        .orElseThrow(() -> unknown(start, word));
        return new Measure(metric, side(metric, word, start));
    }

    private static Misread unknown(int start, String word) {
        List<String> known = new ArrayList<>();
        for (Metric metric : Metric.all()) {
            Measure.sides(metric.kind()).forEach(side -> known.add(wordOf(metric, side)));
        }
        String problem = word.isEmpty() ? "expected a metric" : "unknown metric";
        String hint = Nearest.hint(word, known);
        return new Misread(start, problem + (hint.isEmpty() ? ", as docs/metrics.md lists" : hint));
    }

    private static String wordOf(Metric metric, Side side) {
        return side.word().isEmpty() ? metric.word() : metric.word() + "." + side.word();
    }

    private static Side side(Metric metric, String word, int start) throws Misread {
        boolean isPlain = word.length() == metric.word().length();
        if (isPlain && metric.kind() != Kind.HISTOGRAM) {
            return Side.VALUE;
        }
        int from = isPlain ? word.length() : metric.word().length() + 1;
        String said = word.substring(from);
        List<Side> sides =
                Measure.sides(metric.kind()).stream()
                        .filter(side -> !side.word().isEmpty())
                        .toList();
        Optional<Side> found = sides.stream().filter(side -> side.word().equals(said)).findFirst();
        return found.orElseThrow(() -> new Misread(start + from, expected(metric, sides, isPlain)));
    }

    private static String expected(Metric metric, List<Side> sides, boolean isPlain) {
        if (sides.isEmpty()) {
            return "expected nothing more: " + metric.word() + " is a gauge";
        }
        StringBuilder out = new StringBuilder("expected ");
        for (int i = 0; i < sides.size(); i++) {
            String link = i == 0 ? "" : i == sides.size() - 1 ? " or " : ", ";
            out.append(link).append(isPlain ? "." : "").append(sides.get(i).word());
        }
        return out.toString();
    }

    /// A number and its unit, which must be one of the measure's; `%` reads a share of its limit.
    Quantity quantity(Measure measure) throws Misread {
        double number = number();
        int start = at();
        String symbol = unitWord();
        if (symbol.equals("%") && measure.metric().hasLimit()) {
            return new Quantity(number, Unit.PERCENT);
        }
        boolean isRate = measure.side() == Side.RATE && symbol.endsWith(PER_SECOND);
        String plain = isRate ? symbol.substring(0, symbol.length() - 2) : symbol;
        return new Quantity(number, unit(start, plain, measure));
    }

    private static Unit unit(int start, String symbol, Measure measure) throws Misread {
        Dimension dimension = measure.metric().unit().dimension();
        return Unit.of(symbol)
                .filter(unit -> unit.dimension() == dimension)
                .orElseThrow(() -> new Misread(start, expectedUnit(measure, dimension)));
    }

    private static String expectedUnit(Measure measure, Dimension dimension) {
        boolean isRate = measure.side() == Side.RATE;
        String units =
                dimension == Dimension.NUMBER && isRate
                        ? "/s or no unit"
                        : dimension == Dimension.NUMBER
                                ? "no unit"
                                : Threshold.shown(dimension) + (isRate ? ", with /s" : "");
        return "expected " + units + (measure.metric().hasLimit() ? ", or %" : "");
    }

    /// A time, in nanoseconds: `5s`.
    long nanos() throws Misread {
        double number = number();
        int start = at();
        Unit unit =
                Unit.of(unitWord())
                        .filter(each -> each.dimension() == Dimension.TIME)
                        .orElseThrow(() ->
                                new Misread(start, "expected " + Threshold.shown(Dimension.TIME)));
        return Math.round(unit.toBase(number) * NANOS_PER_MILLI);
    }

    private double number() throws Misread {
        int start = at();
        String digits = run(c -> (c >= '0' && c <= '9') || c == '.');
        if (!digits.matches("\\d{1,18}(\\.\\d{1,9})?")) {
            throw new Misread(start, "expected a number, like 50 or 0.5");
        }
        return Double.parseDouble(digits);
    }

    private String unitWord() {
        int start = at();
        if (text.startsWith("for ", start) || text.startsWith("clear ", start)) {
            return "";
        }
        return run(c -> Character.isLetter(c) || c == '%' || c == '/');
    }

    private String run(IntPredicate belongs) {
        int start = at();
        while (at < text.length() && belongs.test(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /// A number as it was written.
    record Quantity(double number, Unit unit) {
        /// The same in another unit of its dimension.
        double in(Unit other) {
            return unit == other ? number : other.fromBase(unit.toBase(number));
        }
    }
}

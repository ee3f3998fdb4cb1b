package dev.starling.node.alerts;

import dev.starling.node.metrics.Measure;
import dev.starling.wire.WarningBody.Comparison;
import dev.starling.wire.WarningBody.Severity;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A YAML text that says what is watched and how often.
///
/// ```
/// sampling: 1s
/// warnings:
///   - {metric: rtt.p99, above: 50ms, for: 5s, clear: 40ms, severity: warning, advice: wait}
/// ```
///
/// What is not said is as in [AlertConfig#DEFAULT]; `warnings` replaces all default thresholds.
/// Only plain nodes are read: no tag of the text makes an object.
public final class AlertYaml {
    private static final int CHARS_MAX = 65_536;
    private static final int DEPTH_MAX = 8;
    private static final List<String> TOP = List.of("sampling", "warnings");
    private static final List<String> KEYS =
            List.of("metric", "above", "below", "for", "clear", "severity", "advice");

    private final String source;

    private AlertYaml(String source) {
        this.source = source;
    }

    /// Reads a text of at most 65,536 characters.
    ///
    /// @param source what errors call the text: the file's name
    /// @throws ThresholdException with line and column of what is wrong and what was expected
    public static AlertConfig parse(String text, String source) throws ThresholdException {
        if (text.length() > CHARS_MAX) {
            throw new ThresholdException(source + ": expected at most 65,536 characters");
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEPTH_MAX);
        options.setMaxAliasesForCollections(0);
        AlertYaml yaml = new AlertYaml(source);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? AlertConfig.DEFAULT : yaml.config(root);
        } catch (MarkedYAMLException e) {
            throw yaml.wrong(e.getProblemMark(), 0, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw new ThresholdException(source + ": " + firstLine(e));
        }
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML");
    }

    private AlertConfig config(Node root) throws ThresholdException {
        Map<String, Node> fields = fields(root, TOP);
        Node warnings = fields.get("warnings");
        Node sampling = fields.get("sampling");
        AlertConfig made = AlertConfig.DEFAULT;
        if (warnings != null) {
            List<Threshold> thresholds = thresholds(warnings);
            AlertConfig plain = made;
            made = checked(warnings, () -> plain.watching(thresholds));
        }
        if (sampling != null) {
            Duration period = Duration.ofNanos(read(sampling, Words::nanos));
            AlertConfig plain = made;
            made = checked(sampling, () -> plain.sampling(period));
        }
        return made;
    }

    private List<Threshold> thresholds(Node warnings) throws ThresholdException {
        if (!(warnings instanceof SequenceNode list)) {
            throw wrong(warnings, 0, "expected a list of warnings");
        }
        List<Threshold> made = new ArrayList<>();
        for (Node each : list.getValue()) {
            made.add(threshold(each));
        }
        return made;
    }

    private Threshold threshold(Node node) throws ThresholdException {
        Map<String, Node> fields = fields(node, KEYS);
        Node metric = fields.get("metric");
        Node above = fields.get("above");
        Node below = fields.get("below");
        Node limit = above == null ? below : above;
        if (metric == null) {
            throw wrong(node, 0, "expected metric: with a name");
        }
        if (limit == null || (above != null && below != null)) {
            throw wrong(node, 0, "expected above: or below: with a value, one of them");
        }
        Comparison side = above == null ? Comparison.BELOW : Comparison.ABOVE;
        Measure measure = read(metric, Words::measure);
        return withRest(read(limit, words -> ThresholdParser.plain(measure, side, words)), fields);
    }

    private Threshold withRest(Threshold plain, Map<String, Node> fields)
            throws ThresholdException {
        Threshold made = plain;
        Node lasting = fields.get("for");
        if (lasting != null) {
            Threshold before = made;
            made = read(lasting, words -> ThresholdParser.lasting(before, words));
        }
        Node clear = fields.get("clear");
        if (clear != null) {
            Threshold before = made;
            made = read(clear, words -> ThresholdParser.clearing(before, words));
        }
        Node severity = fields.get("severity");
        if (severity != null) {
            made = made.as(severity(severity));
        }
        Node advice = fields.get("advice");
        Threshold before = made;
        String text = advice == null ? "" : scalar(advice);
        return advice == null ? made : checked(advice, () -> before.advising(text));
    }

    private Severity severity(Node node) throws ThresholdException {
        return switch (scalar(node).toLowerCase(Locale.ROOT)) {
            case "info" -> Severity.INFO;
            case "warning" -> Severity.WARNING;
            case "critical" -> Severity.CRITICAL;
            default -> throw wrong(node, 0, "expected info, warning or critical");
        };
    }

    /// The fields of an object, each once and each known.
    private Map<String, Node> fields(Node node, List<String> known) throws ThresholdException {
        if (!(node instanceof MappingNode object)) {
            throw wrong(node, 0, "expected " + String.join(", ", known));
        }
        Map<String, Node> fields = new HashMap<>();
        for (NodeTuple tuple : object.getValue()) {
            String key = scalar(tuple.getKeyNode());
            if (!known.contains(key)) {
                throw wrong(tuple.getKeyNode(), 0, "unknown key" + Nearest.hint(key, known));
            }
            if (fields.put(key, tuple.getValueNode()) != null) {
                throw wrong(tuple.getKeyNode(), 0, key + " is said twice");
            }
        }
        return fields;
    }

    private String scalar(Node node) throws ThresholdException {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, 0, "expected one value");
    }

    private <T> T read(Node node, Reading<T> reading) throws ThresholdException {
        String text = scalar(node);
        try {
            Words words = new Words(text);
            T read = reading.read(words);
            if (!words.isAtEnd()) {
                throw new Misread(words.at(), "expected nothing more");
            }
            return read;
        } catch (Misread e) {
            throw wrong(node, e.at(), e.problem());
        }
    }

    private <T> T checked(Node node, Supplier<T> making) throws ThresholdException {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            throw wrong(node, 0, String.valueOf(e.getMessage()));
        }
    }

    private ThresholdException wrong(Node node, int at, String problem) {
        boolean isPlain = node instanceof ScalarNode scalar && scalar.isPlain();
        return wrong(node.getStartMark(), isPlain ? at : 0, problem);
    }

    private ThresholdException wrong(@Nullable Mark mark, int at, String problem) {
        return mark == null
                ? new ThresholdException(source + ": " + problem)
                : new ThresholdException(
                        "%s: line %d, column %d: %s"
                                .formatted(
                                        source,
                                        mark.getLine() + 1,
                                        mark.getColumn() + 1 + at,
                                        problem));
    }

    /// Reads one value.
    private interface Reading<T> {
        T read(Words words) throws Misread;
    }
}

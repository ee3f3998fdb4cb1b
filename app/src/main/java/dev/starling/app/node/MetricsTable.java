package dev.starling.app.node;

import dev.starling.app.print.Numbers;
import dev.starling.app.print.Table;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.Metric.Kind;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.node.metrics.Percentiles;
import dev.starling.node.metrics.Unit;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// All metrics of a node in a table, a line each.
final class MetricsTable {
    private MetricsTable() {}

    static String of(MetricsSnapshot now) {
        Table table = new Table("METRIC", "VALUE");
        Metric.all().forEach(metric -> table.row(metric.word(), value(metric, now)));
        return table.toString();
    }

    private static String value(Metric metric, MetricsSnapshot now) {
        if (metric.kind() == Kind.HISTOGRAM) {
            return percentiles(now.percentiles(metric));
        }
        double value = now.value(metric);
        if (Double.isNaN(value)) {
            return "-";
        }
        return shown(metric.unit(), value) + parts(now.of(metric).byLabel());
    }

    private static String shown(Unit unit, double value) {
        return switch (unit.dimension()) {
            case DATA -> Numbers.bytes((long) value);
            case TIME -> millis(value);
            case NUMBER, SHARE -> Numbers.grouped((long) value);
        };
    }

    private static String parts(SortedMap<String, Long> byLabel) {
        return byLabel.isEmpty()
                ? ""
                : byLabel.entrySet().stream()
                        .map(part -> part.getKey() + " " + Numbers.grouped(part.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    private static String percentiles(Percentiles spans) {
        return spans.count() == 0
                ? "-"
                : "p50 %s, p99 %s, p99.9 %s, max %s of %s"
                        .formatted(
                                millis(spans.p50()),
                                millis(spans.p99()),
                                millis(spans.p999()),
                                millis(spans.max()),
                                Numbers.grouped(spans.count()));
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.2f ms", value);
    }
}

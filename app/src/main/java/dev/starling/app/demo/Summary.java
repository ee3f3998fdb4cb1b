package dev.starling.app.demo;

import dev.starling.app.print.Numbers;
import dev.starling.app.print.Table;
import dev.starling.node.Node;
import dev.starling.node.alerts.AlertConfig;
import dev.starling.node.alerts.Crossing;
import dev.starling.node.alerts.Threshold;
import dev.starling.node.metrics.Metric;
import dev.starling.node.metrics.MetricsSnapshot;
import dev.starling.node.metrics.Percentiles;
import dev.starling.wire.MessageType;
import dev.starling.wire.WarningBody.Comparison;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the nodes have counted and measured when the story is over.
///
/// @param cast the nodes, still running
/// @param plot what was seen of the warning
/// @param sent DATA that were accepted for the link under load
record Summary(Story.Cast cast, Plot plot, long sent) {

    /// The thresholds in words.
    static String watched(AlertConfig config) {
        return config.thresholds().stream().map(Summary::shown).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        Table table =
                new Table(
                        "NODE",
                        "IN",
                        "OUT",
                        "CHAT IN",
                        "DATA IN",
                        "DATA OUT",
                        "WARNINGS IN",
                        "RTT P50",
                        "RTT P99",
                        "PINGS");
        cast.all().forEach(actor -> table.row(cells(actor.node())));
        return "\n" + table + "\n" + load() + warning();
    }

    private static String[] cells(Node node) {
        MetricsSnapshot counted = node.metrics();
        Percentiles roundTrips = counted.percentiles(Metric.RTT);
        return new String[] {
            node.name(),
            total(counted, Metric.MESSAGES_IN) + " (" + bytes(counted, Metric.BYTES_IN) + ")",
            total(counted, Metric.MESSAGES_OUT) + " (" + bytes(counted, Metric.BYTES_OUT) + ")",
            Numbers.grouped(counted.count(Metric.MESSAGES_IN, MessageType.CHAT)),
            Numbers.grouped(counted.count(Metric.MESSAGES_IN, MessageType.DATA)),
            Numbers.grouped(counted.count(Metric.MESSAGES_OUT, MessageType.DATA)),
            Numbers.grouped(counted.count(Metric.MESSAGES_IN, MessageType.METRIC_WARNING)),
            millis(roundTrips.p50()),
            millis(roundTrips.p99()),
            Numbers.grouped(roundTrips.count())
        };
    }

    private String load() {
        return "Load: %s DATA of %s from alice to carol, %s handled\n"
                .formatted(
                        Numbers.grouped(sent),
                        Numbers.bytes(Pressure.MESSAGE_BYTES),
                        Numbers.grouped(cast.carol().handled()));
    }

    private String warning() {
        List<Crossing> crossings = plot.crossings();
        if (crossings.isEmpty()) {
            return "Warning: none\n";
        }
        Crossing raised = crossings.getFirst();
        String said = "Warning: %s said %s".formatted(plot.warner(), raised.text());
        if (crossings.size() < 2) {
            return said + "; it is not over yet\n";
        }
        return said + "; it was over when " + crossings.get(1).text() + "\n";
    }

    private static String shown(Threshold threshold) {
        return threshold.measure().word()
                + (threshold.comparison() == Comparison.ABOVE ? " > " : " < ")
                + Numbers.shortest(threshold.value())
                + (threshold.unitSymbol().isEmpty() ? "" : " " + threshold.unitSymbol());
    }

    private static String total(MetricsSnapshot counted, Metric metric) {
        return Numbers.grouped((long) counted.value(metric));
    }

    private static String bytes(MetricsSnapshot counted, Metric metric) {
        return Numbers.bytes((long) counted.value(metric));
    }

    private static String millis(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f ms", value) : "-";
    }
}

package dev.starling.node.metrics;

import dev.starling.node.metrics.Metric.Kind;
import dev.starling.node.metrics.Unit.Dimension;
import java.util.Arrays;
import java.util.List;

/// One number that can be read from snapshots: a metric and which side of it.
public record Measure(Metric metric, Side side) {
    /// @throws IllegalArgumentException for a side that this kind of metric does not have
    public Measure {
        if (!side.isOf(metric.kind())) {
            throw new IllegalArgumentException(
                    metric.word() + " is a " + metric.kind().word() + " and has no " + side.word);
        }
        if (side == Side.SHARE && !metric.hasLimit()) {
            throw new IllegalArgumentException(metric.word() + " has no limit to be % of");
        }
    }

    /// Its value in % of its limit, for one that has a limit.
    ///
    /// @throws IllegalArgumentException for another
    public static Measure shareOf(Metric metric) {
        return new Measure(metric, Side.SHARE);
    }

    /// Its name: `rtt.p99`, `bytes.in.rate`, `queue.bytes`.
    public String word() {
        return side.word.isEmpty() ? metric.word() : metric.word() + "." + side.word;
    }

    /// What it is a number of.
    public Dimension dimension() {
        return side == Side.SHARE ? Dimension.SHARE : metric.unit().dimension();
    }

    /// The sides that a metric of this kind has.
    public static List<Side> sides(Kind kind) {
        return Arrays.stream(Side.values()).filter(side -> side.isOf(kind)).toList();
    }

    /// Which number of a metric is meant.
    public enum Side {
        /// The value itself.
        VALUE(""),
        /// Its value in % of its limit; written by the unit, not by a word.
        SHARE(""),
        /// Growth per second between two snapshots.
        RATE("rate"),
        P50("p50"),
        P90("p90"),
        P99("p99"),
        P999("p99.9"),
        MAX("max");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        /// As it is written behind the metric's name and a dot; empty for the value itself.
        public String word() {
            return word;
        }

        private boolean isOf(Kind kind) {
            return switch (this) {
                case VALUE -> kind != Kind.HISTOGRAM;
                case SHARE -> kind == Kind.GAUGE;
                case RATE -> kind == Kind.COUNTER;
                case P50, P90, P99, P999, MAX -> kind == Kind.HISTOGRAM;
            };
        }
    }
}

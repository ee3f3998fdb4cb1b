package dev.starling.node.metrics;

import java.util.Arrays;
import java.util.Optional;

/// A unit in which values are written; those of one dimension convert into each other.
public enum Unit {
    NANOS("ns", Dimension.TIME, 1e-6),
    MICROS("us", Dimension.TIME, 1e-3),
    MILLIS("ms", Dimension.TIME, 1),
    SECONDS("s", Dimension.TIME, 1e3),
    MINUTES("min", Dimension.TIME, 60e3),
    BYTES("B", Dimension.DATA, 1),
    KILOBYTES("kB", Dimension.DATA, 1e3),
    MEGABYTES("MB", Dimension.DATA, 1e6),
    GIGABYTES("GB", Dimension.DATA, 1e9),
    KIBIBYTES("KiB", Dimension.DATA, 1L << 10),
    MEBIBYTES("MiB", Dimension.DATA, 1L << 20),
    GIBIBYTES("GiB", Dimension.DATA, 1L << 30),
    TEBIBYTES("TiB", Dimension.DATA, 1L << 40),
    /// Hundredths of a metric's limit.
    PERCENT("%", Dimension.SHARE, 1),
    /// A plain number of things.
    ONE("", Dimension.NUMBER, 1);

    private final String symbol;
    private final Dimension dimension;
    private final double factor;

    Unit(String symbol, Dimension dimension, double factor) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.factor = factor;
    }

    /// As it is written behind a number: `ms`; empty for [#ONE].
    public String symbol() {
        return symbol;
    }

    /// What it measures.
    public Dimension dimension() {
        return dimension;
    }

    /// `value` of this unit in the base unit of its dimension: ms, B, % or plain.
    public double toBase(double value) {
        return value * factor;
    }

    /// `value` of the base unit of this dimension in this unit.
    public double fromBase(double value) {
        return value / factor;
    }

    /// The unit with exactly this symbol.
    public static Optional<Unit> of(String symbol) {
        return Arrays.stream(values()).filter(unit -> unit.symbol.equals(symbol)).findFirst();
    }

    /// What a value measures; each has one base unit in which snapshots hold it.
    public enum Dimension {
        /// Base unit ms.
        TIME,
        /// Base unit B.
        DATA,
        /// Base unit %.
        SHARE,
        /// Plain numbers.
        NUMBER
    }
}

package dev.starling.node.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The catalogue: everything a node counts or measures about itself.
///
/// A peer is never a label, since then strangers would decide how much there is to keep.
public enum Metric {
    MESSAGES_IN("messages.in", Kind.COUNTER, Unit.ONE, "type", "verified messages that came"),
    MESSAGES_OUT("messages.out", Kind.COUNTER, Unit.ONE, "type", "messages accepted for a link"),
    BYTES_IN("bytes.in", Kind.COUNTER, Unit.BYTES, "type", "their bytes, length prefixes included"),
    BYTES_OUT(
            "bytes.out", Kind.COUNTER, Unit.BYTES, "type", "their bytes, length prefixes included"),
    RTT("rtt", Kind.HISTOGRAM, Unit.MILLIS, null, "round trips of PINGs, all peers together"),
    QUEUE_BYTES(
            "queue.bytes",
            Kind.GAUGE,
            Unit.BYTES,
            null,
            "accepted and not yet handed to the operating system, all links together"),
    QUEUE_AGE(
            "queue.age",
            Kind.GAUGE,
            Unit.MILLIS,
            null,
            "how long the link that waits longest has handed nothing to the operating system"),
    MESSAGES_DROPPED(
            "messages.dropped",
            Kind.COUNTER,
            Unit.ONE,
            "reason",
            "good messages that were thrown away, by reason"),
    MESSAGES_REFUSED(
            "messages.refused",
            Kind.COUNTER,
            Unit.ONE,
            "reason",
            "what peers and guests did wrong, by offence"),
    LINKS_OPEN("links.open", Kind.GAUGE, Unit.ONE, null, "links of peers and guests"),
    LINKS_FAILED(
            "links.failed",
            Kind.COUNTER,
            Unit.ONE,
            "reason",
            "dials that failed and links that did not end in order, by reason"),
    REDIALS("redials", Kind.COUNTER, Unit.ONE, null, "dials after the first to the same target"),
    PINGS_MISSED(
            "pings.missed",
            Kind.COUNTER,
            Unit.ONE,
            null,
            "PINGs of ours to which neither an answer came in time nor, from a proven peer, a byte"),
    HANDLERS_FAILED(
            "handlers.failed",
            Kind.COUNTER,
            Unit.ONE,
            null,
            "exceptions that handlers of the application have thrown"),
    LOOP_LAG(
            "loop.lag",
            Kind.HISTOGRAM,
            Unit.MILLIS,
            null,
            "how much later than asked for a loop runs what is due"),
    MEMORY_HEAP("memory.heap", Kind.GAUGE, Unit.BYTES, null, "heap in use, garbage included"),
    MEMORY_DIRECT(
            "memory.direct", Kind.GAUGE, Unit.BYTES, null, "memory outside the heap, for buffers"),
    DESCRIPTORS_OPEN(
            "descriptors.open",
            Kind.GAUGE,
            Unit.ONE,
            null,
            "open files and sockets of the process; missing where the system does not say");

    private static final List<Metric> ALL = List.of(values());

    private final String word;
    private final Kind kind;
    private final Unit unit;
    private final @Nullable String label;
    private final String meaning;

    Metric(String word, Kind kind, Unit unit, @Nullable String label, String meaning) {
        this.word = word;
        this.kind = kind;
        this.unit = unit;
        this.label = label;
        this.meaning = meaning;
    }

    /// All of them, in the order of the documents.
    public static List<Metric> all() {
        return ALL;
    }

    /// The metric of exactly this name.
    public static Optional<Metric> of(String word) {
        return Arrays.stream(values()).filter(metric -> metric.word.equals(word)).findFirst();
    }

    /// How a constant is written as a label: `METRIC_WARNING` as `metric-warning`.
    public static String labelOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Its name: `queue.bytes`.
    public String word() {
        return word;
    }

    public Kind kind() {
        return kind;
    }

    /// The unit of its values in snapshots: ms, B or plain.
    public Unit unit() {
        return unit;
    }

    /// What its parts are told apart by, `type` or `reason`; null when it has none.
    public @Nullable String label() {
        return label;
    }

    /// Whether there is a limit that its values can be held against, in %.
    public boolean hasLimit() {
        return this == MEMORY_HEAP || this == MEMORY_DIRECT || this == DESCRIPTORS_OPEN;
    }

    /// What it says, for a person: one clause without a full stop.
    public String meaning() {
        return meaning;
    }

    /// How values of a metric come about.
    public enum Kind {
        /// A number that only grows; its rate is what one looks at.
        COUNTER,
        /// A value at the moment of the snapshot.
        GAUGE,
        /// The distribution of what was measured during the last ten samples, or about ten seconds
        /// if that is longer.
        HISTOGRAM;

        /// As the documents say it: `counter`.
        public String word() {
            return labelOf(this);
        }
    }
}

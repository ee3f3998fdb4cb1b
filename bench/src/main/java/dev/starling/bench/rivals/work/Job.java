package dev.starling.bench.rivals.work;

import java.util.List;
import java.util.regex.Pattern;

/// One measurement, as both processes are told it.
///
/// @param work what is done
/// @param isText whether payloads are text, for those who tell text from bytes
/// @param payloadBytes what the application says in a message
/// @param opaqueBytes what a rival without message format sends for it: as much as Starling's frame
///   holds behind its length
/// @param links how many
/// @param time how long
public record Job(
        Work work, boolean isText, int payloadBytes, int opaqueBytes, int links, Span time) {
    private static final Pattern SEPARATOR = Pattern.compile(":");

    /// How long a job warms up and is measured.
    ///
    /// @param warmUpMillis before the clock runs
    /// @param measuredMillis while it runs
    /// @param count messages instead of a time; 0 for none said
    public record Span(long warmUpMillis, long measuredMillis, long count) {}

    /// The job for a command line.
    public String encode() {
        return "%s:%b:%d:%d:%d:%d:%d:%d"
                .formatted(
                        work,
                        isText,
                        payloadBytes,
                        opaqueBytes,
                        links,
                        time.warmUpMillis(),
                        time.measuredMillis(),
                        time.count());
    }

    /// The job that was encoded.
    public static Job decode(String text) {
        List<String> words = SEPARATOR.splitAsStream(text).toList();
        return new Job(
                Work.valueOf(words.get(0)),
                Boolean.parseBoolean(words.get(1)),
                Integer.parseInt(words.get(2)),
                Integer.parseInt(words.get(3)),
                Integer.parseInt(words.get(4)),
                new Span(
                        Long.parseLong(words.get(5)),
                        Long.parseLong(words.get(6)),
                        Long.parseLong(words.get(7))));
    }
}

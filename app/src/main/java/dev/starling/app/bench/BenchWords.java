package dev.starling.app.bench;

/// What the two sides of a measurement say to each other: DATA whose content type is the word. DATA
/// without one is the load, which is only counted.
final class BenchWords {
    /// A question to be answered with the same bytes.
    static final String ECHO = "starling/bench-echo";

    /// A question for the load handled so far and the memory in use: a [BenchReport] in text.
    static final String REPORT = "starling/bench-report";

    private BenchWords() {}
}

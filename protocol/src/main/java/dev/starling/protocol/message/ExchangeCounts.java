package dev.starling.protocol.message;

/// What an exchange has seen; written by its thread, read by anyone who can do with a stale value.
public final class ExchangeCounts {
    long questionsSent;
    long questionsTaken;
    long answersTaken;
    long answersLate;
    long roundsMissed;
    long roundsForgiven;
    long warningsDropped;

    ExchangeCounts() {}

    /// PINGs sent.
    public long questionsSent() {
        return questionsSent;
    }

    /// PINGs of the other side, each of which gets at most one answer.
    public long questionsTaken() {
        return questionsTaken;
    }

    /// Answers that gave a round-trip time or came to a question that was asked.
    public long answersTaken() {
        return answersTaken;
    }

    /// Answers to questions that were given up before.
    public long answersLate() {
        return answersLate;
    }

    /// Rounds in which a PING was not answered and nothing else came.
    public long roundsMissed() {
        return roundsMissed;
    }

    /// Rounds that were not judged because we were late, or held back reading, ourselves.
    public long roundsForgiven() {
        return roundsForgiven;
    }

    /// METRIC_WARNINGs that came too soon after another.
    public long warningsDropped() {
        return warningsDropped;
    }
}

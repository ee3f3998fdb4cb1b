package dev.starling.node.peer;

import dev.starling.node.NodeException;
import dev.starling.node.NodeException.Reason;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/// Futures' time-outs in the node's terms.
final class TimeOuts {
    private TimeOuts() {}

    /// Why a future failed: a `TIMED_OUT` that names the time, or what it was.
    static Throwable named(Throwable why, String span) {
        Throwable cause =
                why instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : why;
        return cause instanceof TimeoutException
                ? new NodeException(Reason.TIMED_OUT, "no answer within " + span)
                : cause;
    }
}

package dev.starling.node.peer;

import dev.starling.node.PeerInfo;
import dev.starling.node.metrics.LinkCounts;
import dev.starling.protocol.message.Greeting;
import org.jspecify.annotations.Nullable;

/// The figures of one link; written by its loop, read by anyone who can do with a stale value.
public final class PeerFigures {
    private final boolean dialled;
    private final LinkCounts counts;
    private boolean isAnswering;
    private long roundTripNanos;
    private long roundTripNanosMin;
    private long offences;

    /// @param counts the link's row in the node's metrics
    public PeerFigures(boolean dialled, LinkCounts counts) {
        this.dialled = dialled;
        this.counts = counts;
    }

    public PeerInfo info(PeerLink peer, @Nullable Greeting who, long queueBytes) {
        return new PeerInfo(
                peer.name(),
                peer.address(),
                who == null ? "" : who.agent(),
                dialled,
                isAnswering,
                roundTripNanos,
                roundTripNanosMin,
                counts.messagesIn(),
                counts.messagesOut(),
                counts.bytesIn(),
                counts.bytesOut(),
                queueBytes,
                offences);
    }

    public LinkCounts counts() {
        return counts;
    }

    public void onOffence() {
        offences++;
    }

    public void onProven() {
        isAnswering = true;
    }

    /// Whether the other side has answered a PING.
    public boolean isAnswering() {
        return isAnswering;
    }

    public void onRoundTrip(long nanos) {
        roundTripNanos = nanos;
        roundTripNanosMin = roundTripNanosMin == 0 ? nanos : Math.min(roundTripNanosMin, nanos);
    }
}

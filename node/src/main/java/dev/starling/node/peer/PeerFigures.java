package dev.starling.node.peer;

import dev.starling.node.PeerInfo;
import dev.starling.protocol.message.Greeting;
import dev.starling.transport.LinkStream;
import org.jspecify.annotations.Nullable;

/// The plain counts of one link; written by its loop, read by anyone who can do with a stale value.
public final class PeerFigures {
    private final boolean dialled;
    private final LinkStream stream;
    private boolean isAnswering;
    private long roundTripNanos;
    private long roundTripNanosMin;
    private long messagesIn;
    private long bytesIn;
    private long offences;

    public PeerFigures(boolean dialled, LinkStream stream) {
        this.dialled = dialled;
        this.stream = stream;
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
                messagesIn,
                stream.acceptedMessages(),
                bytesIn,
                stream.acceptedBytes(),
                queueBytes,
                offences);
    }

    public void onRead(int bytes) {
        bytesIn += bytes;
    }

    public void onMessage() {
        messagesIn++;
    }

    public void onOffence() {
        offences++;
    }

    public void onProven() {
        isAnswering = true;
    }

    public void onRoundTrip(long nanos) {
        roundTripNanos = nanos;
        roundTripNanosMin = roundTripNanosMin == 0 ? nanos : Math.min(roundTripNanosMin, nanos);
    }
}

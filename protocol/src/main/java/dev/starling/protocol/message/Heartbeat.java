package dev.starling.protocol.message;

import dev.starling.wire.Offence;
import java.util.random.RandomGenerator;

/// The PINGs of one link, both ways: answers those of the other side, asks in rounds, and tells a
/// peer that is silent from one that we did not listen to.
///
/// A round is missed when its PING got no answer and, of a proven peer, nothing else came either.
/// It is not judged when we are late ourselves or held back reading: then silence proves nothing
/// (G. A. Dadgar et al., Lifeguard, 2017).
final class Heartbeat {
    private static final long NONE = -1;

    private final ToLink link;
    private final ExchangeConfig config;
    private final ExchangeMessages messages;
    private final RandomGenerator random;
    private final ExchangeCounts counts;
    private final Pings pings;

    private boolean isProven;
    private boolean isAnswered;
    private boolean isHeard;
    private boolean wasHeldUp;
    private boolean questionWaits;
    private boolean answerWaits;
    private boolean isWanted;
    private boolean isWantedSent;
    private long wantedNonce;
    private long wantedTookNanos = NONE;
    private long waitingNonce;
    private int missed;
    private long nextRoundNanos = Long.MAX_VALUE;

    Heartbeat(
            ToLink link,
            ExchangeConfig config,
            ExchangeMessages messages,
            RandomGenerator random,
            ExchangeCounts counts) {
        this.link = link;
        this.config = config;
        this.messages = messages;
        this.random = random;
        this.counts = counts;
        this.pings = new Pings(config.missedMax() + 1);
    }

    void start(long nowNanos) {
        ask(nowNanos);
        nextRoundNanos = nowNanos + config.pingNanos();
    }

    /// The application asks; a question that it has asked before is given up.
    void onWanted(long nowNanos) {
        isWanted = true;
        isWantedSent = false;
        wantedTookNanos = NONE;
        ask(nowNanos);
    }

    /// How long the answer to the application took, once; negative while there is none.
    long takeWantedNanos() {
        long took = wantedTookNanos;
        wantedTookNanos = NONE;
        return took;
    }

    void onHeard() {
        isHeard = true;
    }

    /// The other side asks. When there is no room, only its latest question is remembered.
    void onQuestion(long nonce) {
        counts.questionsTaken++;
        answerWaits = !link.trySend(messages.answer(nonce));
        waitingNonce = nonce;
    }

    void onAnswer(long nonce, long nowNanos) {
        long took = pings.onAnswer(nonce, nowNanos);
        if (took == Pings.UNASKED) {
            link.punish(Offence.ANSWER_UNASKED);
        } else if (took == Pings.LATE) {
            counts.answersLate++;
        } else {
            onWantedAnswer(nonce, took);
            onTimed(took);
        }
    }

    void onRoom(long nowNanos) {
        if (answerWaits) {
            answerWaits = !link.trySend(messages.answer(waitingNonce));
        }
        if (questionWaits && !answerWaits) {
            ask(nowNanos);
        }
    }

    /// The next PING is due; false when the peer is lost.
    boolean onRound(long nowNanos) {
        wasHeldUp |= link.takeHeldUp();
        boolean isLate = nowNanos - nextRoundNanos > config.pingNanos() / 2;
        if (isLate || wasHeldUp) {
            counts.roundsForgiven++;
        } else if (isAnswered || (isProven && isHeard)) {
            missed = 0;
        } else {
            counts.roundsMissed++;
            missed++;
        }
        if (missed >= config.missedMax()) {
            return false;
        }
        isAnswered = false;
        isHeard = false;
        wasHeldUp = false;
        // Also while we are held up: it is the only sign of life the other side gets from us.
        ask(nowNanos);
        nextRoundNanos = nowNanos + config.pingNanos();
        return true;
    }

    long deadlineNanos() {
        return nextRoundNanos;
    }

    int outstanding() {
        return pings.outstanding();
    }

    private void ask(long nowNanos) {
        long nonce = random.nextLong();
        questionWaits = !link.trySend(messages.question(nonce));
        if (!questionWaits) {
            counts.questionsSent++;
            pings.onAsked(nonce, nowNanos);
            if (isWanted) {
                isWanted = false;
                isWantedSent = true;
                wantedNonce = nonce;
            }
        }
    }

    private void onWantedAnswer(long nonce, long tookNanos) {
        if (isWantedSent && nonce == wantedNonce) {
            isWantedSent = false;
            wantedTookNanos = tookNanos;
        }
    }

    private void onTimed(long tookNanos) {
        counts.answersTaken++;
        isAnswered = true;
        missed = 0;
        if (!isProven) {
            isProven = true;
            link.onProven();
        }
        // Time in which we did not read is not the path's.
        wasHeldUp |= link.takeHeldUp();
        if (!wasHeldUp) {
            link.onRoundTrip(tookNanos);
        }
    }
}

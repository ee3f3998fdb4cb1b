package dev.starling.protocol.message;

/// The questions that wait for their answer, at most a handful.
///
/// One that is pushed out by newer ones may still be answered once, without a time: a late answer
/// is no lie. So there are never more answers taken than questions asked.
final class Pings {
    /// No answer is waited for with this nonce.
    static final long UNASKED = -1;

    /// The answer came to a question that was given up.
    static final long LATE = -2;

    private final long[] nonces;
    private final long[] sentNanos;
    private final boolean[] isOpen;
    private int newest;
    private long givenUp;

    Pings(int outstandingMax) {
        nonces = new long[outstandingMax];
        sentNanos = new long[outstandingMax];
        isOpen = new boolean[outstandingMax];
    }

    void onAsked(long nonce, long nowNanos) {
        newest = (newest + 1) % nonces.length;
        if (isOpen[newest]) {
            givenUp++;
        }
        nonces[newest] = nonce;
        sentNanos[newest] = nowNanos;
        isOpen[newest] = true;
    }

    /// The round trip in nanoseconds, 0 or more; else [#LATE] or [#UNASKED].
    long onAnswer(long nonce, long nowNanos) {
        for (int i = 0; i < nonces.length; i++) {
            if (isOpen[i] && nonces[i] == nonce) {
                isOpen[i] = false;
                return Math.max(0, nowNanos - sentNanos[i]);
            }
        }
        if (givenUp == 0) {
            return UNASKED;
        }
        givenUp--;
        return LATE;
    }

    int outstanding() {
        int open = 0;
        for (boolean one : isOpen) {
            open += one ? 1 : 0;
        }
        return open;
    }
}

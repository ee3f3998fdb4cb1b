package dev.starling.node.alerts;

/// The state of one threshold: good, going bad, or raised.
///
/// | State | Sample | Next |
/// |---|---|---|
/// | good | bad | going bad; raised at once without `for` |
/// | going bad | bad, for long enough | raised |
/// | going bad | not bad | good |
/// | raised | clear | good |
/// | any | missing | the same |
final class Watch {
    private final Threshold threshold;

    private State state = State.GOOD;
    private long badNanos;
    private long sinceMicros;
    private boolean isTold;

    Watch(Threshold threshold) {
        this.threshold = threshold;
    }

    /// Takes a sample in the threshold's unit.
    ///
    /// @param vouchedNanos the time that this sample stands for: since the one before
    void onSample(double value, long vouchedNanos, long nowMicros) {
        switch (state) {
            case GOOD -> {
                if (threshold.isBad(value)) {
                    badNanos = 0;
                    sinceMicros = nowMicros;
                    isTold = false;
                    state = State.GOING_BAD;
                    raiseIfLongEnough();
                }
            }
            case GOING_BAD -> {
                if (threshold.isBad(value)) {
                    badNanos += vouchedNanos;
                    raiseIfLongEnough();
                } else {
                    state = State.GOOD;
                }
            }
            case RAISED -> {
                if (threshold.isClear(value)) {
                    state = State.GOOD;
                }
            }
        }
    }

    private void raiseIfLongEnough() {
        if (badNanos >= threshold.lastingNanos()) {
            state = State.RAISED;
        }
    }

    Threshold threshold() {
        return threshold;
    }

    boolean isRaised() {
        return state == State.RAISED;
    }

    /// Whether somebody was told that it is raised.
    boolean isTold() {
        return isTold;
    }

    void onTold() {
        isTold = true;
    }

    /// When it went bad, microseconds since the epoch.
    long sinceMicros() {
        return sinceMicros;
    }

    /// What the samples said so far.
    private enum State {
        GOOD,
        GOING_BAD,
        RAISED
    }
}

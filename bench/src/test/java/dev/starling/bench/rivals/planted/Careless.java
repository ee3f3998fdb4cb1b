package dev.starling.bench.rivals.planted;

import dev.starling.bench.rivals.work.Sender;
import dev.starling.bench.rivals.work.Tally;

/// Hands messages straight to a tally, and loses the one of this number if there is one.
public final class Careless implements Sender {
    private final Tally tally;
    private final long lost;

    public Careless(Tally tally, long lost) {
        this.tally = tally;
        this.lost = lost;
    }

    @Override
    public void send(int link, long number) {
        if (number != lost) {
            tally.take(Tally.number(link, number));
        }
    }

    @Override
    public void close() {}
}

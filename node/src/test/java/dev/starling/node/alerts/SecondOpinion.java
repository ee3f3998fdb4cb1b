package dev.starling.node.alerts;

import java.util.ArrayList;
import java.util.List;

/// What should be told of a whole series, worked out looking back: first all crossings, then who
/// hears of them. Written from the rules in the package's doc, not from the evaluator.
final class SecondOpinion {
    private static final long GAP = 60_000_000_000L;
    private static final long VOUCHED_MAX = 2_000_000_000L;

    private final Series series;
    private final double threshold;
    private final double clear;
    private final long lasting;

    SecondOpinion(Series series, double threshold, double clear, long lasting) {
        this.series = series;
        this.threshold = threshold;
        this.clear = clear;
        this.lasting = lasting;
    }

    List<String> told() {
        List<String> told = new ArrayList<>();
        long lastTold = 0;
        boolean hasTold = false;
        int keptBack = 0;
        for (int from = 0; from < series.values().length; ) {
            int[] crossing = nextCrossing(from);
            if (crossing.length == 0) {
                break;
            }
            int since = crossing[0];
            int end = crossing[2];
            int teller = firstFree(crossing[1], end, hasTold, lastTold);
            if (teller < end) {
                told.add("raised %d since %d kept back %d".formatted(teller, since, keptBack));
                keptBack = 0;
                hasTold = true;
                lastTold = series.nanos()[teller];
                if (end < series.values().length) {
                    told.add("cleared %d since %d kept back 0".formatted(end, since));
                }
            } else {
                keptBack++;
            }
            from = end + 1;
        }
        return told;
    }

    /// Where it went bad, was raised and cleared (or the length); empty when there is none.
    private int[] nextCrossing(int from) {
        double[] values = series.values();
        for (int since = from; since < values.length; since++) {
            int raised = isKnownBad(since) ? raisedFrom(since) : -1;
            if (raised >= 0) {
                int end = raised + 1;
                while (end < values.length && !(isKnown(end) && values[end] <= clear)) {
                    end++;
                }
                return new int[] {since, raised, end};
            }
            since = lastOfBadStretch(since);
        }
        return new int[0];
    }

    /// Nothing begins inside a bad stretch that was too short.
    private int lastOfBadStretch(int from) {
        int last = from;
        int next = isKnownBad(from) ? nextKnown(from + 1) : series.values().length;
        while (next < series.values().length && isKnownBad(next)) {
            last = next;
            next = nextKnown(next + 1);
        }
        return last;
    }

    private int raisedFrom(int since) {
        long vouched = 0;
        int at = since;
        while (at < series.values().length && isKnownBad(at)) {
            vouched += at == since ? 0 : vouchedAt(at);
            if (vouched >= lasting) {
                return at;
            }
            at = nextKnown(at + 1);
        }
        return -1;
    }

    private long vouchedAt(int at) {
        return Math.min(series.nanos()[at] - series.nanos()[at - 1], VOUCHED_MAX);
    }

    private int firstFree(int from, int end, boolean hasTold, long lastTold) {
        int at = from;
        while (at < end
                && !(isKnownBad(at) && (!hasTold || series.nanos()[at] - lastTold >= GAP))) {
            at++;
        }
        return at;
    }

    private boolean isKnownBad(int at) {
        return isKnown(at) && series.values()[at] > threshold;
    }

    private int nextKnown(int from) {
        int at = from;
        while (at < series.values().length && !isKnown(at)) {
            at++;
        }
        return at;
    }

    private boolean isKnown(int at) {
        return Double.isFinite(series.values()[at]);
    }
}

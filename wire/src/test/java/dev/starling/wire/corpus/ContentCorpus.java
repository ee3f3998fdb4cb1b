package dev.starling.wire.corpus;

import static dev.starling.wire.corpus.Originals.BODY;

import dev.starling.wire.Offence;

/// The messages of table B whose frame is sound and whose vectors, strings or values are not.
final class ContentCorpus {
    private static final int HUGE = 0x7FFF_FFFF;

    private final Corpus corpus;
    private final byte[] chat = Originals.chat("Hello");
    private final byte[] ping = Originals.ping();
    private final byte[] hello = Originals.hello(2);
    private final byte[] warning = Originals.warning();

    private ContentCorpus(Corpus corpus) {
        this.corpus = corpus;
    }

    static void addTo(Corpus corpus) {
        ContentCorpus content = new ContentCorpus(corpus);
        content.vectors();
        content.text();
        content.values();
    }

    private void vectors() {
        for (int count : new int[] {-1, HUGE, 0x4000_0001, 1_000}) {
            corpus.refused(
                    "B10-capabilities-" + Integer.toHexString(count),
                    Offence.VECTOR_LENGTH,
                    hello,
                    cut -> cut.put32(cut.child(cut.child(cut.root(), BODY), 2), count));
            corpus.refused(
                    "B10-text-" + Integer.toHexString(count),
                    Offence.VECTOR_LENGTH,
                    chat,
                    cut -> cut.put32(cut.child(cut.child(cut.root(), BODY), 0), count));
        }
        corpus.accepted("B11-capabilities-64", Originals.hello(64));
        corpus.refused("B11-capabilities-65", Offence.MAX_COUNT, Originals.hello(65));
        corpus.accepted("B11-room-256", Originals.room("r".repeat(256)));
        corpus.refused("B11-room-257", Offence.MAX_LEN, Originals.room("r".repeat(257)));
    }

    private void text() {
        corpus.refused(
                "B12-text-without-nul",
                Offence.NUL_MISSING,
                chat,
                cut -> cut.put8(cut.child(cut.child(cut.root(), BODY), 0) + 9, '!'));
        int[][] broken = {
            {0xC0, 0x80},
            {0xED, 0xA0, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xE0, 0x80, 0x80},
            {0xF4, 0x90, 0x80, 0x80},
            {'a', 'b', 'c', 'd', 0xE2},
            {0x80},
            {0xFF},
            {0xF0, 0x8F, 0xBF, 0xBF}
        };
        for (int i = 0; i < broken.length; i++) {
            int[] bytes = broken[i];
            corpus.refused(
                    "B13-broken-utf8-" + i,
                    Offence.UTF8,
                    chat,
                    cut -> cut.put(cut.child(cut.child(cut.root(), BODY), 0) + 4, bytes));
        }
        corpus.accepted(
                "B14-controls-and-marks",
                Originals.chat("a\0b\u001B[31m\u202Ec" + "\u0301".repeat(40)));
        corpus.accepted(
                "B14-every-width",
                Originals.chat(
                        "\u007F\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\uD800\uDC00\uDBFF\uDFFF"));
    }

    private void values() {
        corpus.accepted(
                "B18-severity-from-the-future",
                warning,
                cut -> cut.put8(cut.field(cut.child(cut.root(), BODY), 4), 200));
        corpus.refused(
                "B18-bool-2",
                Offence.BOOL,
                ping,
                cut -> cut.put8(cut.field(cut.child(cut.root(), BODY), 1), 2));
        corpus.refused(
                "B18-bool-255",
                Offence.BOOL,
                ping,
                cut -> cut.put8(cut.field(cut.child(cut.root(), BODY), 1), 255));
        corpus.refused("B18-value-nan", Offence.FINITE, warning, cut -> value(cut, Double.NaN));
        corpus.refused(
                "B18-value-infinite",
                Offence.FINITE,
                warning,
                cut -> value(cut, Double.POSITIVE_INFINITY));
        corpus.refused(
                "B18-value-minus-infinite",
                Offence.FINITE,
                warning,
                cut -> value(cut, Double.NEGATIVE_INFINITY));
    }

    private static void value(Cut cut, double value) {
        cut.put64(cut.field(cut.child(cut.root(), BODY), 1), Double.doubleToRawLongBits(value));
    }
}

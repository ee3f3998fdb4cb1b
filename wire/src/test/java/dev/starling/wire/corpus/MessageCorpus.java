package dev.starling.wire.corpus;

import static dev.starling.wire.corpus.Originals.BODY;
import static dev.starling.wire.corpus.Originals.BODY_TYPE;
import static dev.starling.wire.corpus.Originals.ID;
import static dev.starling.wire.corpus.Originals.SENDER;

import dev.starling.wire.Offence;

/// The messages of table B that the message schema can hold.
public final class MessageCorpus {
    private static final int HUGE = 0x7FFF_FFFF;
    private static final int NEGATIVE = 0x8000_0000;

    private final Corpus corpus = new Corpus();
    private final byte[] chat = Originals.chat("Hello");
    private final byte[] ping = Originals.ping();
    private final byte[] hello = Originals.hello(2);
    private final byte[] warning = Originals.warning();
    private final byte[] data = Originals.data();

    private MessageCorpus() {}

    public static Corpus make() {
        MessageCorpus all = new MessageCorpus();
        all.originals();
        all.frames();
        all.vtables();
        all.fields();
        all.offsets();
        ContentCorpus.addTo(all.corpus);
        all.unions();
        all.newer();
        all.endings();
        return all.corpus;
    }

    private void originals() {
        corpus.accepted("chat", chat);
        corpus.accepted("ping", ping);
        corpus.accepted("hello", hello);
        corpus.accepted("warning", warning);
        corpus.accepted("data", data);
        corpus.accepted("sender-missing", Originals.anonymous());
    }

    private void frames() {
        corpus.refused(
                "A06-shorter-than-any-message", Offence.TOO_SHORT, ping, cut -> cut.resize(11));
        corpus.refused("A18-other-identifier", Offence.IDENTIFIER, chat, cut -> cut.put8(4, 'X'));
        corpus.refused("B01-root-zero", Offence.ROOT_OFFSET, chat, cut -> cut.put32(0, 0));
        corpus.refused(
                "B01-root-odd", Offence.ROOT_OFFSET, chat, cut -> cut.put32(0, cut.root() + 1));
        corpus.refused(
                "B01-root-past-end", Offence.ROOT_OFFSET, chat, cut -> cut.put32(0, cut.size()));
        corpus.refused(
                "B01-root-negative", Offence.ROOT_OFFSET, chat, cut -> cut.put32(0, NEGATIVE));
    }

    private void vtables() {
        corpus.refused(
                "B02-vtable-past-end",
                Offence.VTABLE_OFFSET,
                chat,
                cut -> cut.put32(cut.root(), cut.root() - cut.size()));
        corpus.refused(
                "B02-vtable-before-start",
                Offence.VTABLE_OFFSET,
                chat,
                cut -> cut.put32(cut.root(), cut.root() + 2));
        corpus.refused(
                "B02-vtable-odd",
                Offence.VTABLE_OFFSET,
                chat,
                cut -> cut.put32(cut.root(), cut.int32(cut.root()) + 1));
        corpus.refused(
                "B02-vtable-in-text",
                Offence.VTABLE_SIZE,
                Originals.chat("AAAAAAAAAA"),
                cut -> {
                    int body = cut.child(cut.root(), BODY);
                    cut.put32(body, body - cut.child(body, 0) - 4);
                });
        corpus.accepted(
                "B02-vtable-moved-behind-its-table",
                ping,
                cut -> cut.moveVtable(cut.child(cut.root(), BODY)));
        for (int size : new int[] {2, 7, 0xFFFE, 0x8000}) {
            corpus.refused(
                    "B03-vtable-size-" + size,
                    Offence.VTABLE_SIZE,
                    chat,
                    cut -> cut.put16(cut.vtable(cut.root()), size));
        }
        for (int size : new int[] {3, 0, 0xFFFF}) {
            corpus.refused(
                    "B04-table-size-" + size,
                    Offence.TABLE_SIZE,
                    chat,
                    cut -> cut.put16(cut.vtable(cut.root()) + 2, size));
        }
    }

    private void fields() {
        corpus.refused(
                "B05-field-past-table",
                Offence.FIELD_OFFSET,
                chat,
                cut -> cut.put16(cut.slot(cut.root(), SENDER), 200));
        corpus.refused(
                "B05-field-negative",
                Offence.FIELD_OFFSET,
                chat,
                cut -> cut.put16(cut.slot(cut.root(), SENDER), 0x8004));
        corpus.refused(
                "B05-field-on-vtable-offset",
                Offence.FIELD_OFFSET,
                chat,
                cut -> cut.put16(cut.slot(cut.root(), BODY_TYPE), 3));
        corpus.refused(
                "B05-field-misaligned",
                Offence.MISALIGNED,
                chat,
                cut -> cut.put16(cut.slot(cut.root(), SENDER), 6));
        corpus.refused(
                "B19-struct-past-table",
                Offence.FIELD_OFFSET,
                chat,
                cut -> cut.put16(cut.slot(cut.root(), ID), 40));
        corpus.refused(
                "B19-struct-misaligned",
                Offence.MISALIGNED,
                chat,
                cut -> cut.put16(cut.slot(cut.root(), ID), 6));
        corpus.refused("B19-alignments-mixed", Offence.MISALIGNED, Originals.mixed());
        corpus.refused(
                "B17-body-missing",
                Offence.REQUIRED,
                chat,
                cut ->
                        cut.put16(cut.slot(cut.root(), BODY), 0)
                                .put16(cut.slot(cut.root(), BODY_TYPE), 0));
        corpus.refused(
                "B17-text-missing",
                Offence.REQUIRED,
                chat,
                cut -> cut.put16(cut.slot(cut.child(cut.root(), BODY), 0), 0));
        corpus.refused(
                "B17-metric-missing",
                Offence.REQUIRED,
                warning,
                cut -> cut.put16(cut.slot(cut.child(cut.root(), BODY), 0), 0));
        corpus.refused(
                "B17-bytes-missing",
                Offence.REQUIRED,
                data,
                cut -> cut.put16(cut.slot(cut.child(cut.root(), BODY), 1), 0));
    }

    private void offsets() {
        for (int offset : new int[] {0, NEGATIVE, -4, HUGE, 4_096}) {
            corpus.refused(
                    "B06-body-" + Integer.toHexString(offset),
                    Offence.OFFSET,
                    chat,
                    cut -> cut.put32(cut.field(cut.root(), BODY), offset));
            corpus.refused(
                    "B06-sender-" + Integer.toHexString(offset),
                    Offence.OFFSET,
                    chat,
                    cut -> cut.put32(cut.field(cut.root(), SENDER), offset));
            corpus.refused(
                    "B06-bytes-" + Integer.toHexString(offset),
                    Offence.OFFSET,
                    data,
                    cut -> cut.put32(cut.field(cut.child(cut.root(), BODY), 1), offset));
        }
        corpus.refused(
                "B06-text-misaligned",
                Offence.MISALIGNED,
                chat,
                cut -> {
                    int field = cut.field(cut.child(cut.root(), BODY), 0);
                    cut.put32(field, cut.int32(field) + 1);
                });
        corpus.refused(
                "B07-body-is-its-own-message",
                Offence.OFFSET,
                chat,
                cut ->
                        cut.put32(
                                cut.field(cut.root(), BODY),
                                cut.root() - cut.field(cut.root(), BODY)));
    }

    private void unions() {
        corpus.refused(
                "B15-none-with-value",
                Offence.UNION_VALUE,
                chat,
                cut -> cut.put8(cut.field(cut.root(), BODY_TYPE), 0));
        corpus.refused(
                "B15-type-without-value",
                Offence.UNION_VALUE,
                chat,
                cut -> cut.put16(cut.slot(cut.root(), BODY), 0));
        corpus.refused(
                "B15-ping-relabelled-chat",
                Offence.REQUIRED,
                Originals.emptyPing(),
                cut -> cut.put8(cut.field(cut.root(), BODY_TYPE), 3));
        corpus.accepted(
                "B15-unknown-type", chat, cut -> cut.put8(cut.field(cut.root(), BODY_TYPE), 9));
        corpus.refused(
                "B15-unknown-type-outside",
                Offence.OFFSET,
                chat,
                cut ->
                        cut.put8(cut.field(cut.root(), BODY_TYPE), 9)
                                .put32(cut.field(cut.root(), BODY), 4_096));
    }

    private void newer() {
        corpus.accepted("B22-longer-vtable", chat, cut -> cut.moveVtable(cut.root(), 0, 0));
        corpus.accepted("B22-unknown-field", chat, cut -> cut.moveVtable(cut.root(), 0, 4, 0xFFFF));
    }

    private void endings() {
        corpus.accepted(
                "B25-seven-zeros",
                chat,
                cut -> cut.resize(cut.size() + 7 - Originals.padding(chat)));
        corpus.refused(
                "B25-eight-zeros",
                Offence.TRAILING,
                chat,
                cut -> cut.resize(cut.size() + 8 - Originals.padding(chat)));
        corpus.refused("B25-one-byte", Offence.TRAILING, chat, cut -> cut.append(1));
        corpus.accepted(
                "B25-unknown-type-then-bytes",
                chat,
                cut ->
                        cut.put8(cut.field(cut.root(), BODY_TYPE), 9)
                                .append(1, 2, 3, 4, 5, 6, 7, 8, 9));
        corpus.accepted(
                "B25-unknown-field-then-bytes",
                chat,
                cut -> cut.moveVtable(cut.root(), 0, 4).append(1, 2, 3, 4, 5, 6, 7, 8, 9));
    }
}

// Generated from the binary schema by VerifierGenerator; not to be edited.

package dev.starling.wire.schema;

import dev.starling.wire.verify.Checks;

/// The verifier of dev.starling.wire.schema.Message, one method for each type of the schema.
public final class MessageVerifier {
    /// `STRL`.
    private static final int IDENTIFIER = 0x4C525453;

    private MessageVerifier() {}

    /// Whether the message that `checks` began on keeps every rule of the schema.
    public static boolean verify(Checks checks) {
        return messageTable(checks, checks.open(IDENTIFIER)) && checks.close();
    }

    private static boolean messageTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // id
                && checks.opaque(checks.field(shape, table, 4, 16, 8))
                // sender_id
                && checks.string(checks.reference(shape, table, 6), 256)
                // sent_at
                && checks.opaque(checks.field(shape, table, 8, 8, 8))
                // body, required
                && messageBodyField(checks, shape, table)
                // in_reply_to
                && checks.opaque(checks.field(shape, table, 14, 16, 8))
                && checks.leave(shape, 16);
    }

    private static boolean messageBodyField(Checks checks, long shape, int table) {
        int type = checks.unionType(shape, table, 10);
        return bodyUnion(checks, type, checks.required(checks.unionValue(shape, table, 12, type), table));
    }

    private static boolean bodyUnion(Checks checks, int type, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        return switch (type) {
            case 1 -> helloTable(checks, checks.follow(at));
            case 2 -> pingTable(checks, checks.follow(at));
            case 3 -> chatTable(checks, checks.follow(at));
            case 4 -> metricWarningTable(checks, checks.follow(at));
            case 5 -> dataTable(checks, checks.follow(at));
            default -> checks.unknownMember(at);
        };
    }

    private static boolean helloTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // agent
                && checks.string(checks.reference(shape, table, 4), 256)
                // protocol
                && checks.opaque(checks.field(shape, table, 6, 4, 4))
                // capabilities
                && helloCapabilitiesVector(checks, checks.vector(checks.reference(shape, table, 8), 4, 4, 64))
                && checks.leave(shape, 10);
    }

    private static boolean helloCapabilitiesVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 4) {
            if (!checks.string(checks.follow(at), 64)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean pingTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // nonce
                && checks.opaque(checks.field(shape, table, 4, 8, 8))
                // answer
                && checks.values().bool(checks.field(shape, table, 6, 1, 1))
                && checks.leave(shape, 8);
    }

    private static boolean chatTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // text, required
                && checks.string(checks.required(checks.reference(shape, table, 4), table), 65536)
                // room
                && checks.string(checks.reference(shape, table, 6), 256)
                && checks.leave(shape, 8);
    }

    private static boolean metricWarningTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // metric, required
                && checks.string(checks.required(checks.reference(shape, table, 4), table), 128)
                // value
                && checks.values().finite64(checks.field(shape, table, 6, 8, 8))
                // threshold
                && checks.values().finite64(checks.field(shape, table, 8, 8, 8))
                // comparison
                && comparisonEnum(checks, checks.field(shape, table, 10, 1, 1))
                // severity
                && severityEnum(checks, checks.field(shape, table, 12, 1, 1))
                // cleared
                && checks.values().bool(checks.field(shape, table, 14, 1, 1))
                // since
                && checks.opaque(checks.field(shape, table, 16, 8, 8))
                // unit
                && checks.string(checks.reference(shape, table, 18), 32)
                // advice
                && checks.string(checks.reference(shape, table, 20), 1024)
                && checks.leave(shape, 22);
    }

    private static boolean comparisonEnum(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().uint8(at);
        return checks.values().enumValue(value >= 0L && value <= 1L);
    }

    private static boolean severityEnum(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().uint8(at);
        return checks.values().enumValue(value >= 0L && value <= 2L);
    }

    private static boolean dataTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // content_type
                && checks.string(checks.reference(shape, table, 4), 256)
                // bytes, required
                && checks.opaque(checks.vector(checks.required(checks.reference(shape, table, 6), table), 1, 1, Checks.UNBOUNDED))
                && checks.leave(shape, 8);
    }
}

// Generated from the binary schema by VerifierGenerator; not to be edited.

package dev.starling.wire.torture;

import dev.starling.wire.verify.Checks;

/// The verifier of dev.starling.wire.torture.Torture, one method for each type of the schema.
public final class TortureVerifier {
    /// `TORT`.
    private static final int IDENTIFIER = 0x54524F54;

    private TortureVerifier() {}

    /// Whether the message that `checks` began on keeps every rule of the schema.
    public static boolean verify(Checks checks) {
        return tortureTable(checks, checks.open(IDENTIFIER)) && checks.close();
    }

    private static boolean tortureTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // origin, required
                && sampleStruct(checks, checks.required(checks.field(shape, table, 4, 40, 8), table))
                // entries
                && tortureEntriesVector(checks, checks.vector(checks.reference(shape, table, 6), 4, 4, 1000))
                // nested
                && tortureNestedNested(checks, checks.vector(checks.reference(shape, table, 8), 1, 1, 4096))
                // choices
                && tortureChoicesVectors(checks, shape, table)
                // open
                && tortureOpenField(checks, shape, table)
                // next
                && tortureTable(checks, checks.reference(shape, table, 18))
                // children
                && tortureChildrenVector(checks, checks.vector(checks.reference(shape, table, 20), 4, 4, Checks.UNBOUNDED))
                // port
                && torturePortRange(checks, checks.field(shape, table, 22, 2, 2))
                // ratio
                && tortureRatioRange(checks, checks.field(shape, table, 24, 4, 4))
                // huge
                && tortureHugeRange(checks, checks.field(shape, table, 26, 8, 8))
                // word
                && checks.ascii(checks.reference(shape, table, 28), 8)
                // slots
                && tortureSlotsVector(checks, checks.vector(checks.reference(shape, table, 30), 8, 4, Checks.UNBOUNDED))
                // numbered
                && tortureNumberedVector(checks, checks.vector(checks.reference(shape, table, 32), 4, 4, Checks.UNBOUNDED))
                // names
                && tortureNamesVector(checks, checks.vector(checks.reference(shape, table, 34), 4, 4, Checks.UNBOUNDED))
                // doubles
                && tortureDoublesVector(checks, checks.vector(checks.reference(shape, table, 36), 8, 8, 4))
                // bools
                && tortureBoolsVector(checks, checks.vector(checks.reference(shape, table, 38), 1, 1, Checks.UNBOUNDED))
                // colors
                && tortureColorsVector(checks, checks.vector(checks.reference(shape, table, 40), 2, 2, Checks.UNBOUNDED))
                // access
                && accessEnum(checks, checks.field(shape, table, 42, 1, 1))
                // samples
                && tortureSamplesVector(checks, checks.vector(checks.reference(shape, table, 44), 40, 8, Checks.UNBOUNDED))
                // longs
                && checks.opaque(checks.vector(checks.reference(shape, table, 46), 8, 8, Checks.UNBOUNDED))
                // levels
                && tortureLevelsVector(checks, checks.vector(checks.reference(shape, table, 48), 1, 1, Checks.UNBOUNDED))
                // gone
                && checks.ignore(shape, 50)
                // maybe
                && checks.values().bool(checks.field(shape, table, 52, 1, 1))
                // serials
                && tortureSerialsVector(checks, checks.vector(checks.reference(shape, table, 54), 8, 8, Checks.UNBOUNDED))
                // closed
                && tortureClosedField(checks, shape, table)
                // opens
                && tortureOpensVectors(checks, shape, table)
                // hidden
                && checks.opaque(checks.vector(checks.reference(shape, table, 64), 1, 1, Checks.UNBOUNDED))
                && checks.leave(shape, 66);
    }

    private static boolean sampleFlagsArray(Checks checks, int array) {
        for (int i = 0, at = array; i < 3; i++, at += 1) {
            if (!checks.values().bool(at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sampleStruct(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        return sampleFlagsArray(checks, at + 8)
                && colorEnum(checks, at + 12)
                && sampleValuesArray(checks, at + 16)
                && pointStruct(checks, at + 32);
    }

    private static boolean colorEnum(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().int16(at);
        return checks.values().enumValue(value == -1L || value == 0L || value == 5L);
    }

    private static boolean sampleValuesArray(Checks checks, int array) {
        for (int i = 0, at = array; i < 2; i++, at += 8) {
            if (!checks.values().finite64(at)) {
                return false;
            }
        }
        return true;
    }

    private static boolean pointStruct(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        return checks.values().finite32(at);
    }

    private static boolean tortureEntriesVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 4) {
            if (!entryTable(checks, checks.follow(at))) {
                return false;
            }
        }
        for (int i = 1, at = vector + 8; i < count; i++, at += 4) {
            int before = at - 4;
            if (!checks.values().ascends(checks.values().compareStrings(checks.values().verifiedTarget(checks.values().verifiedField(checks.values().verifiedTarget(before), 4)), checks.values().verifiedTarget(checks.values().verifiedField(checks.values().verifiedTarget(at), 4))) < 0, at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean entryTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // name, required
                && checks.ascii(checks.required(checks.reference(shape, table, 4), table), 16)
                // value
                && checks.opaque(checks.field(shape, table, 6, 4, 4))
                && checks.leave(shape, 8);
    }

    private static boolean tortureNestedNested(Checks checks, int vector) {
        if (vector <= Checks.ABSENT) {
            return vector == Checks.ABSENT;
        }
        return tortureTable(checks, checks.openNested(vector)) && checks.closeNested();
    }

    private static boolean tortureChoicesVectors(Checks checks, long shape, int table) {
        int types = checks.vector(checks.reference(shape, table, 10), 1, 1, Checks.UNBOUNDED);
        if (!checks.passed(types)) {
            return false;
        }
        int values = checks.vector(checks.reference(shape, table, 12), 4, 4, Checks.UNBOUNDED);
        if (!checks.matches(types, values)) {
            return false;
        }
        int count = checks.count(values);
        for (int i = 0; i < count; i++) {
            int value = checks.unionElement(types, values, i);
            if (!closedUnion(checks, checks.values().uint8(types + 4 + i), value)) {
                return false;
            }
        }
        return checks.passed(values);
    }

    private static boolean closedUnion(Checks checks, int type, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        return switch (type) {
            case 1 -> entryTable(checks, checks.follow(at));
            case 2 -> leafTable(checks, checks.follow(at));
            default -> checks.refuseMember(at);
        };
    }

    private static boolean leafTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // text
                && checks.string(checks.reference(shape, table, 4), Checks.UNBOUNDED)
                && checks.leave(shape, 6);
    }

    private static boolean tortureOpenField(Checks checks, long shape, int table) {
        int type = checks.unionType(shape, table, 14);
        return openUnion(checks, type, checks.unionValue(shape, table, 16, type));
    }

    private static boolean openUnion(Checks checks, int type, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        return switch (type) {
            case 1 -> leafTable(checks, checks.follow(at));
            case 2 -> sampleStruct(checks, checks.struct(at, 40, 8));
            case 3 -> checks.string(checks.follow(at), Checks.UNBOUNDED);
            default -> checks.unknownMember(at);
        };
    }

    private static boolean tortureChildrenVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 4) {
            if (!tortureTable(checks, checks.follow(at))) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean torturePortRange(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().uint16(at);
        return checks.values().inRange(value >= 1L && value <= 1024L, at);
    }

    private static boolean tortureRatioRange(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        double value = checks.values().float32(at);
        return checks.values().inRange(value >= -1.0 && value <= 1.0, at);
    }

    private static boolean tortureHugeRange(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().int64(at);
        return checks.values().inRange(Long.compareUnsigned(value, 0L) >= 0 && Long.compareUnsigned(value, -2L) <= 0, at);
    }

    private static boolean slotLoadRange(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().uint8(at);
        return checks.values().inRange(value >= 0L && value <= 100L, at);
    }

    private static boolean tortureSlotsVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 8) {
            if (!slotStruct(checks, at)) {
                return false;
            }
        }
        for (int i = 1, at = vector + 12; i < count; i++, at += 8) {
            int before = at - 8;
            if (!checks.values().ascends(checks.values().uint32(before + 0) < checks.values().uint32(at + 0), at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean slotStruct(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        return slotLoadRange(checks, at + 4);
    }

    private static boolean tortureNumberedVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 4) {
            if (!numberedTable(checks, checks.follow(at))) {
                return false;
            }
        }
        for (int i = 1, at = vector + 8; i < count; i++, at += 4) {
            int before = at - 4;
            if (!checks.values().ascends(numberedNumberKey(checks, checks.values().verifiedTarget(before)) < numberedNumberKey(checks, checks.values().verifiedTarget(at)), at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean numberedTable(Checks checks, int table) {
        if (table <= Checks.ABSENT) {
            return table == Checks.ABSENT;
        }
        long shape = checks.enter(table);
        return shape >= 0
                // number
                && checks.opaque(checks.field(shape, table, 4, 2, 2))
                && checks.leave(shape, 6);
    }

    private static long numberedNumberKey(Checks checks, int table) {
        int at = checks.values().verifiedField(table, 4);
        return at == Checks.ABSENT ? 7L : checks.values().int16(at);
    }

    private static boolean tortureNamesVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 4) {
            if (!checks.ascii(checks.follow(at), 8)) {
                return false;
            }
        }
        for (int i = 1, at = vector + 8; i < count; i++, at += 4) {
            int before = at - 4;
            if (!checks.values().ascends(checks.values().compareStrings(checks.values().verifiedTarget(before), checks.values().verifiedTarget(at)) < 0, at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean tortureDoublesVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 8) {
            if (!checks.values().finite64(at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean tortureBoolsVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 1) {
            if (!checks.values().bool(at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean tortureColorsVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 2) {
            if (!colorEnum(checks, at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean accessEnum(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().uint8(at);
        return checks.values().enumValue((value & ~3L) == 0);
    }

    private static boolean tortureSamplesVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 40) {
            if (!sampleStruct(checks, at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean tortureLevelsVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 0, at = vector + 4; i < count; i++, at += 1) {
            if (!tortureLevelsRange(checks, at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean tortureLevelsRange(Checks checks, int at) {
        if (at <= Checks.ABSENT) {
            return at == Checks.ABSENT;
        }
        long value = checks.values().int8(at);
        return checks.values().inRange(value >= -3L && value <= 3L, at);
    }

    private static boolean tortureSerialsVector(Checks checks, int vector) {
        int count = checks.count(vector);
        for (int i = 1, at = vector + 12; i < count; i++, at += 8) {
            int before = at - 8;
            if (!checks.values().ascends(Long.compareUnsigned(checks.values().int64(before), checks.values().int64(at)) < 0, at)) {
                return false;
            }
        }
        return checks.passed(vector);
    }

    private static boolean tortureClosedField(Checks checks, long shape, int table) {
        int type = checks.unionType(shape, table, 56);
        return closedUnion(checks, type, checks.unionValue(shape, table, 58, type));
    }

    private static boolean tortureOpensVectors(Checks checks, long shape, int table) {
        int types = checks.vector(checks.reference(shape, table, 60), 1, 1, Checks.UNBOUNDED);
        if (!checks.passed(types)) {
            return false;
        }
        int values = checks.vector(checks.reference(shape, table, 62), 4, 4, Checks.UNBOUNDED);
        if (!checks.matches(types, values)) {
            return false;
        }
        int count = checks.count(values);
        for (int i = 0; i < count; i++) {
            int value = checks.unionElement(types, values, i);
            if (!openUnion(checks, checks.values().uint8(types + 4 + i), value)) {
                return false;
            }
        }
        return checks.passed(values);
    }
}

package dev.starling.wire.generator;

import com.google.flatbuffers.reflection.Enum;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Writes the checks of single scalars: bool, finite, range, enum.
final class ValueWriter {
    private final SchemaModel schema;
    private final Methods methods;

    ValueWriter(SchemaModel schema, Methods methods) {
        this.schema = schema;
        this.methods = methods;
    }

    /// Whether more than the place of such a scalar is to be checked.
    boolean isNarrowed(Member member, Kind kind) {
        boolean hasLimit = member.limits.has("finite") || member.limits.has("range");
        return kind == Kind.BOOL || hasLimit || (kind.isInteger() && member.index >= 0);
    }

    /// The check of the scalar at `place`, an expression.
    String check(Member member, Kind kind, String place) {
        if (kind == Kind.BOOL) {
            return "checks.values().bool(" + place + ")";
        }
        if (member.limits.has("range")) {
            return method(member.path(), "Range", place, range(member, kind));
        }
        if (member.limits.has("finite")) {
            return "checks.values().finite" + kind.bytes * 8 + "(" + place + ")";
        }
        if (kind.isInteger() && member.index >= 0) {
            Enum listing = schema.listing(member.index);
            return method(listing.name(), "Enum", place, listed(listing, kind));
        }
        return "checks.opaque(" + place + ")";
    }

    private String method(String subject, String kind, String place, List<String> lines) {
        List<String> all = new ArrayList<>();
        all.add(
                "    private static boolean "
                        + Methods.name(subject, kind)
                        + "(Checks checks, int at) {");
        all.add("        if (at <= Checks.ABSENT) {");
        all.add("            return at == Checks.ABSENT;");
        all.add("        }");
        all.addAll(lines);
        all.add("    }");
        return methods.call(subject, kind, () -> all) + "(checks, " + place + ")";
    }

    private static List<String> range(Member member, Kind kind) {
        String[] bounds = member.limits.text("range").split("\\.\\.", -1);
        if (bounds.length != 2 || member.index >= 0) {
            throw new Unsupported(member.path() + ": range " + member.limits.text("range"));
        }
        String from = literal(member, kind, bounds[0]);
        String to = literal(member, kind, bounds[1]);
        String type = kind.isReal() ? "double" : "long";
        String inside =
                kind == Kind.UINT64
                        ? "Long.compareUnsigned(value, "
                                + from
                                + ") >= 0 && Long.compareUnsigned(value, "
                                + to
                                + ") <= 0"
                        : "value >= " + from + " && value <= " + to;
        return List.of(
                "        " + type + " value = checks.values()." + kind.read + "(at);",
                "        return checks.values().inRange(" + inside + ", at);");
    }

    private static String literal(Member member, Kind kind, String number) {
        try {
            if (kind.isReal()) {
                return Double.toString(Double.parseDouble(number));
            }
            boolean isUnsigned = kind == Kind.UINT64;
            return (isUnsigned ? Long.parseUnsignedLong(number) : Long.parseLong(number)) + "L";
        } catch (NumberFormatException e) {
            throw new Unsupported(member.path() + ": range " + member.limits.text("range"));
        }
    }

    private static List<String> listed(Enum listing, Kind kind) {
        TreeSet<Long> values = new TreeSet<>();
        for (int i = 0; i < listing.valuesLength(); i++) {
            values.add(listing.values(i).value());
        }
        return List.of(
                "        long value = checks.values()." + kind.read + "(at);",
                "        return checks.values().enumValue(" + condition(listing, values) + ");");
    }

    private static String condition(Enum listing, SortedSet<Long> values) {
        for (int i = 0; i < listing.attributesLength(); i++) {
            if (listing.attributes(i).key().equals("bit_flags")) {
                long mask = values.stream().reduce(0L, (one, other) -> one | other);
                return "(value & ~" + mask + "L) == 0";
            }
        }
        if (values.last() - values.first() == values.size() - 1) {
            return "value >= " + values.first() + "L && value <= " + values.last() + "L";
        }
        List<String> equal = values.stream().map(value -> "value == " + value + "L").toList();
        return String.join(" || ", equal);
    }
}

package dev.starling.wire.generator;

import com.google.flatbuffers.reflection.Enum;
import com.google.flatbuffers.reflection.EnumVal;
import java.util.ArrayList;
import java.util.List;

/// Writes the checks of unions and vectors of unions.
final class UnionWriter {
    private final SchemaModel schema;
    private final Methods methods;
    private final RecordWriter records;

    UnionWriter(SchemaModel schema, Methods methods, RecordWriter records) {
        this.schema = schema;
        this.methods = methods;
        this.records = records;
    }

    /// The check of a union field; its type is the field before it.
    String field(Member member) {
        String name = methods.call(member.path(), "Field", () -> fieldLines(member));
        return name + "(checks, shape, table)";
    }

    /// The check of a vector of unions; its vector of types is the field before it.
    String vector(Member member) {
        String name = methods.call(member.path(), "Vectors", () -> vectorLines(member));
        return name + "(checks, shape, table)";
    }

    private List<String> fieldLines(Member member) {
        String value = "checks.unionValue(shape, table, " + member.slot() + ", type)";
        return List.of(
                head(member, "Field"),
                "        int type = checks.unionType(shape, table, " + (member.slot() - 2) + ");",
                "        return "
                        + union(member)
                        + "(checks, type, "
                        + required(member, value)
                        + ");",
                "    }");
    }

    private List<String> vectorLines(Member member) {
        String cap = member.limits.cap("max_count");
        String types = "checks.reference(shape, table, " + (member.slot() - 2) + ")";
        String values = "checks.reference(shape, table, " + member.slot() + ")";
        String type = "checks.values().uint8(types + 4 + i)";
        return List.of(
                head(member, "Vectors"),
                "        int types = checks.vector(" + types + ", 1, 1, " + cap + ");",
                "        if (!checks.passed(types)) {",
                "            return false;",
                "        }",
                "        int values = checks.vector(" + values + ", 4, 4, " + cap + ");",
                "        if (!checks.matches(types, values)) {",
                "            return false;",
                "        }",
                "        int count = checks.count(values);",
                "        for (int i = 0; i < count; i++) {",
                "            int value = checks.unionElement(types, values, i);",
                "            if (!" + union(member) + "(checks, " + type + ", value)) {",
                "                return false;",
                "            }",
                "        }",
                "        return checks.passed(" + required(member, "values") + ");",
                "    }");
    }

    private static String head(Member member, String kind) {
        String name = Methods.name(member.path(), kind);
        return "    private static boolean " + name + "(Checks checks, long shape, int table) {";
    }

    private static String required(Member member, String place) {
        return member.isRequired() ? "checks.required(" + place + ", table)" : place;
    }

    private String union(Member member) {
        Enum union = schema.listing(member.index);
        return methods.call(union.name(), "Union", () -> unionLines(union));
    }

    private List<String> unionLines(Enum union) {
        List<String> lines = new ArrayList<>();
        String name = Methods.name(union.name(), "Union");
        lines.add("    private static boolean " + name + "(Checks checks, int type, int at) {");
        lines.add("        if (at <= Checks.ABSENT) {");
        lines.add("            return at == Checks.ABSENT;");
        lines.add("        }");
        lines.add("        return switch (type) {");
        for (int i = 0; i < union.valuesLength(); i++) {
            EnumVal member = union.values(i);
            if (member.value() != 0) {
                lines.add(
                        "            case "
                                + member.value()
                                + " -> "
                                + member(union, member)
                                + ";");
            }
        }
        String other = isExtensible(union) ? "unknownMember" : "refuseMember";
        lines.add("            default -> checks." + other + "(at);");
        lines.add("        };");
        lines.add("    }");
        return lines;
    }

    private String member(Enum union, EnumVal member) {
        Kind kind = Kind.of(member.unionType().baseType());
        if (kind == Kind.STRING) {
            return "checks.string(checks.follow(at), Checks.UNBOUNDED)";
        }
        if (kind != Kind.OBJECT) {
            throw new Unsupported(union.name() + "." + member.name() + ": a member of this type");
        }
        SchemaModel.Layout record = schema.record(member.unionType().index());
        if (!record.isStruct()) {
            return records.table(record, "checks.follow(at)");
        }
        String place = "checks.struct(at, " + record.bytes() + ", " + record.multiple() + ")";
        return records.struct(record, place);
    }

    private static boolean isExtensible(Enum union) {
        boolean isExtensible = false;
        for (int i = 0; i < union.attributesLength(); i++) {
            String key = union.attributes(i).key();
            if (!key.equals("extensible")) {
                throw new Unsupported(union.name() + ": attribute " + key);
            }
            isExtensible = true;
        }
        return isExtensible;
    }
}

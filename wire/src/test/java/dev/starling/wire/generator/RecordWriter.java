package dev.starling.wire.generator;

import java.util.ArrayList;
import java.util.List;

/// Writes the checks of tables and structs, field by field in the order of their numbers.
final class RecordWriter {
    private final SchemaModel schema;
    private final Methods methods;
    private final ValueWriter values;
    private final ElementWriter elements;
    private final UnionWriter unions;

    RecordWriter(SchemaModel schema, Methods methods) {
        this.schema = schema;
        this.methods = methods;
        values = new ValueWriter(schema, methods);
        elements = new ElementWriter(schema, methods, values, this);
        unions = new UnionWriter(schema, methods, this);
    }

    /// The check of the table at `place`, an expression.
    String table(SchemaModel.Layout record, String place) {
        String name = methods.call(record.fullName(), "Table", () -> tableLines(record));
        return name + "(checks, " + place + ")";
    }

    /// The check of the values in the struct at `place`, whose bytes are known to be there.
    String struct(SchemaModel.Layout record, String place) {
        if (!isNarrowed(record)) {
            return "checks.opaque(" + place + ")";
        }
        String name = methods.call(record.fullName(), "Struct", () -> structLines(record));
        return name + "(checks, " + place + ")";
    }

    /// Whether the fields of a struct can hold anything wrong.
    boolean isNarrowed(SchemaModel.Layout record) {
        return record.members().stream().anyMatch(member -> !structField(member).isEmpty());
    }

    String string(Member member, String place) {
        String check = member.limits.has("ascii") ? "ascii" : "string";
        return "checks." + check + "(" + place + ", " + member.limits.cap("max_len") + ")";
    }

    private List<String> tableLines(SchemaModel.Layout record) {
        List<String> lines = new ArrayList<>();
        String name = Methods.name(record.fullName(), "Table");
        lines.add("    private static boolean " + name + "(Checks checks, int table) {");
        lines.add("        if (table <= Checks.ABSENT) {");
        lines.add("            return table == Checks.ABSENT;");
        lines.add("        }");
        lines.add("        long shape = checks.enter(table);");
        lines.add("        return shape >= 0");
        int slotsEnd = 4;
        for (Member member : record.members()) {
            slotsEnd = member.slot() + 2;
            String check = tableField(member);
            if (!check.isEmpty()) {
                lines.add("                " + member.comment());
                lines.add("                && " + check);
            }
        }
        lines.add("                && checks.leave(shape, " + slotsEnd + ");");
        lines.add("    }");
        return lines;
    }

    private String tableField(Member member) {
        if (member.isDeprecated()) {
            return "checks.ignore(shape, " + member.slot() + ")";
        }
        boolean isType = member.kind == Kind.VECTOR && member.element == Kind.UNION_TYPE;
        if (isType || member.kind == Kind.UNION_TYPE) {
            return "";
        }
        return switch (member.kind) {
            case STRING -> string(member, reference(member));
            case VECTOR ->
                    member.element == Kind.UNION
                            ? unions.vector(member)
                            : elements.vector(member, reference(member));
            case OBJECT -> object(member);
            case UNION -> unions.field(member);
            case NONE, ARRAY -> throw new Unsupported(member.path() + ": " + member.kind);
            default ->
                    values.check(
                            member,
                            member.kind,
                            place(member, member.kind.bytes, member.kind.bytes));
        };
    }

    private String object(Member member) {
        SchemaModel.Layout record = schema.record(member.index);
        if (!record.isStruct()) {
            return table(record, reference(member));
        }
        return struct(record, required(member, place(member, record.bytes(), record.multiple())));
    }

    private static String place(Member member, int bytes, int multiple) {
        return "checks.field(shape, table, %d, %d, %d)".formatted(member.slot(), bytes, multiple);
    }

    private static String reference(Member member) {
        return required(member, "checks.reference(shape, table, " + member.slot() + ")");
    }

    private static String required(Member member, String place) {
        return member.isRequired() ? "checks.required(" + place + ", table)" : place;
    }

    private List<String> structLines(SchemaModel.Layout record) {
        List<String> lines = new ArrayList<>();
        String name = Methods.name(record.fullName(), "Struct");
        lines.add("    private static boolean " + name + "(Checks checks, int at) {");
        lines.add("        if (at <= Checks.ABSENT) {");
        lines.add("            return at == Checks.ABSENT;");
        lines.add("        }");
        List<String> all =
                record.members().stream().flatMap(member -> structField(member).stream()).toList();
        lines.add("        return " + String.join("\n                && ", all) + ";");
        lines.add("    }");
        return lines;
    }

    private List<String> structField(Member member) {
        String place = member.structOffset() == 0 ? "at" : "at + " + member.structOffset();
        if (member.kind == Kind.ARRAY) {
            return elements.array(member, place);
        }
        if (member.kind == Kind.OBJECT) {
            SchemaModel.Layout inner = schema.record(member.index);
            return isNarrowed(inner) ? List.of(struct(inner, place)) : List.of();
        }
        boolean isNarrowed = values.isNarrowed(member, member.kind);
        return isNarrowed ? List.of(values.check(member, member.kind, place)) : List.of();
    }
}

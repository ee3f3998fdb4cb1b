package dev.starling.wire.generator;

import java.util.ArrayList;
import java.util.List;

/// Writes the checks of vectors and fixed arrays, element by element where elements can be wrong.
final class ElementWriter {
    private final SchemaModel schema;
    private final Methods methods;
    private final ValueWriter values;
    private final SortWriter sorts;
    private final RecordWriter records;

    ElementWriter(SchemaModel schema, Methods methods, ValueWriter values, RecordWriter records) {
        this.schema = schema;
        this.methods = methods;
        this.values = values;
        this.records = records;
        sorts = new SortWriter(schema, methods);
    }

    /// The check of the vector that `target`, an expression, points to.
    String vector(Member member, String target) {
        String place =
                "checks.vector(%s, %d, %d, %s)"
                        .formatted(
                                target,
                                bytes(member),
                                multiple(member),
                                member.limits.cap("max_count"));
        if (member.limits.has("nested_flatbuffer")) {
            return nested(member) + "(checks, " + place + ")";
        }
        if (!needsLoop(member) && !member.limits.has("sorted")) {
            return "checks.opaque(" + place + ")";
        }
        String name = methods.call(member.path(), "Vector", () -> vectorLines(member));
        return name + "(checks, " + place + ")";
    }

    /// The check of a fixed array at `place`, or nothing where its elements can hold anything.
    List<String> array(Member member, String place) {
        if (!needsLoop(member)) {
            return List.of();
        }
        String name = methods.call(member.path(), "Array", () -> arrayLines(member));
        return List.of(name + "(checks, " + place + ")");
    }

    private boolean needsLoop(Member member) {
        return switch (member.element) {
            case STRING -> true;
            case OBJECT -> {
                SchemaModel.Layout record = schema.record(member.index);
                yield !record.isStruct() || records.isNarrowed(record);
            }
            default -> values.isNarrowed(member, member.element);
        };
    }

    private int bytes(Member member) {
        boolean isStruct = member.element == Kind.OBJECT && schema.record(member.index).isStruct();
        return isStruct ? schema.record(member.index).bytes() : member.element.bytes;
    }

    private int multiple(Member member) {
        boolean isStruct = member.element == Kind.OBJECT && schema.record(member.index).isStruct();
        return isStruct ? schema.record(member.index).multiple() : member.element.bytes;
    }

    private String element(Member member) {
        return switch (member.element) {
            case STRING -> records.string(member, "checks.follow(at)");
            case OBJECT -> {
                SchemaModel.Layout record = schema.record(member.index);
                yield record.isStruct()
                        ? records.struct(record, "at")
                        : records.table(record, "checks.follow(at)");
            }
            default -> values.check(member, member.element, "at");
        };
    }

    private List<String> vectorLines(Member member) {
        List<String> lines = new ArrayList<>();
        String name = Methods.name(member.path(), "Vector");
        lines.add("    private static boolean " + name + "(Checks checks, int vector) {");
        lines.add("        int count = checks.count(vector);");
        if (needsLoop(member)) {
            loop(
                    lines,
                    "        for (int i = 0, at = vector + 4; i < count; i++, at += %d) {",
                    member);
        }
        if (member.limits.has("sorted")) {
            int size = bytes(member);
            lines.add(
                    "        for (int i = 1, at = vector + %d; i < count; i++, at += %d) {"
                            .formatted(4 + size, size));
            lines.add("            int before = at - " + size + ";");
            lines.add(
                    "            if (!checks.values().ascends("
                            + sorts.ascends(member)
                            + ", at)) {");
            lines.add("                return false;");
            lines.add("            }");
            lines.add("        }");
        }
        lines.add("        return checks.passed(vector);");
        lines.add("    }");
        return lines;
    }

    private List<String> arrayLines(Member member) {
        List<String> lines = new ArrayList<>();
        String name = Methods.name(member.path(), "Array");
        lines.add("    private static boolean " + name + "(Checks checks, int array) {");
        loop(
                lines,
                "        for (int i = 0, at = array; i < "
                        + member.fixedLength()
                        + "; i++, at += %d) {",
                member);
        lines.add("        return true;");
        lines.add("    }");
        return lines;
    }

    private void loop(List<String> lines, String head, Member member) {
        lines.add(head.formatted(bytes(member)));
        lines.add("            if (!" + element(member) + ") {");
        lines.add("                return false;");
        lines.add("            }");
        lines.add("        }");
    }

    private String nested(Member member) {
        SchemaModel.Layout root =
                schema.named(member.limits.text("nested_flatbuffer"), member.owner);
        String name = Methods.name(member.path(), "Nested");
        return methods.call(
                member.path(),
                "Nested",
                () ->
                        List.of(
                                "    private static boolean "
                                        + name
                                        + "(Checks checks, int vector) {",
                                "        if (vector <= Checks.ABSENT) {",
                                "            return vector == Checks.ABSENT;",
                                "        }",
                                "        return "
                                        + records.table(root, "checks.openNested(vector)")
                                        + " && checks.closeNested();",
                                "    }"));
    }
}

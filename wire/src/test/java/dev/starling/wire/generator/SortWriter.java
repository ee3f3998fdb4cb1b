package dev.starling.wire.generator;

import java.util.List;

/// Writes the check that the keys of a vector ascend without repeats.
final class SortWriter {
    private static final String VALUES = "checks.values()";

    private final SchemaModel schema;
    private final Methods methods;

    SortWriter(SchemaModel schema, Methods methods) {
        this.schema = schema;
        this.methods = methods;
    }

    /// A condition over `before` and `at`, the places of two neighbouring elements.
    String ascends(Member member) {
        return switch (member.element) {
            case STRING -> strings(target("before"), target("at"));
            case OBJECT -> objects(schema.record(member.index));
            default ->
                    scalars(
                            member.element,
                            read(member.element, "before"),
                            read(member.element, "at"),
                            member);
        };
    }

    private String objects(SchemaModel.Layout record) {
        Member key = record.key();
        if (record.isStruct()) {
            String offset = " + " + key.structOffset();
            return scalars(
                    key.kind,
                    read(key.kind, "before" + offset),
                    read(key.kind, "at" + offset),
                    key);
        }
        if (key.kind == Kind.STRING) {
            return strings(stringKey(key, "before"), stringKey(key, "at"));
        }
        return scalars(key.kind, scalarKey(key, "before"), scalarKey(key, "at"), key);
    }

    private static String strings(String one, String other) {
        return VALUES + ".compareStrings(" + one + ", " + other + ") < 0";
    }

    private static String scalars(Kind kind, String one, String other, Member member) {
        if (!kind.isInteger() && !kind.isReal()) {
            throw new Unsupported(member.path() + ": keys of this type");
        }
        return kind == Kind.UINT64
                ? "Long.compareUnsigned(" + one + ", " + other + ") < 0"
                : one + " < " + other;
    }

    private static String target(String at) {
        return VALUES + ".verifiedTarget(" + at + ")";
    }

    private static String read(Kind kind, String at) {
        return VALUES + "." + kind.read + "(" + at + ")";
    }

    private static String stringKey(Member key, String at) {
        return target(VALUES + ".verifiedField(" + target(at) + ", " + key.slot() + ")");
    }

    private String scalarKey(Member key, String at) {
        String type = key.kind.isReal() ? "double" : "long";
        String name = Methods.name(key.path(), "Key");
        List<String> lines =
                List.of(
                        "    private static " + type + " " + name + "(Checks checks, int table) {",
                        "        int at = checks.values().verifiedField(table, "
                                + key.slot()
                                + ");",
                        "        return at == Checks.ABSENT ? "
                                + key.defaultLiteral()
                                + " : checks.values()."
                                + key.kind.read
                                + "(at);",
                        "    }");
        return methods.call(key.path(), "Key", () -> lines) + "(checks, " + target(at) + ")";
    }
}

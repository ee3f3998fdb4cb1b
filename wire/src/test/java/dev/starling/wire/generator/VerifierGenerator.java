package dev.starling.wire.generator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The command that writes the verifier of a schema: `in.bfbs out.java package`.
public final class VerifierGenerator {
    private VerifierGenerator() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: VerifierGenerator in.bfbs out.java package");
            System.exit(2);
        }
        try {
            String source = generate(Files.readAllBytes(Path.of(args[0])), args[2]);
            Files.writeString(Path.of(args[1]), source);
        } catch (Unsupported e) {
            System.err.println(args[0] + ": no verifier can be made for " + e.getMessage());
            System.exit(1);
        }
    }

    /// The verifier's source: class `…Verifier` named for the root table.
    public static String generate(byte[] bfbs, String packageName) {
        SchemaModel schema = new SchemaModel(bfbs);
        SchemaModel.Layout root = schema.root();
        Methods methods = new Methods();
        RecordWriter records = new RecordWriter(schema, methods);
        String name = root.fullName().substring(root.fullName().lastIndexOf('.') + 1) + "Verifier";
        byte[] identifier = schema.identifier().getBytes(StandardCharsets.ISO_8859_1);
        int word = ByteBuffer.wrap(identifier).order(ByteOrder.LITTLE_ENDIAN).getInt();
        String verify = records.table(root, "checks.open(IDENTIFIER)");
        String head =
                """
                // Generated from the binary schema by VerifierGenerator; not to be edited.

                package %s;

                import dev.starling.wire.verify.Checks;

                /// The verifier of %s, one method for each type of the schema.
                public final class %s {
                    /// `%s`.
                    private static final int IDENTIFIER = 0x%08X;

                    private %s() {}

                    /// Whether the message that `checks` began on keeps every rule of the schema.
                    public static boolean verify(Checks checks) {
                        return %s && checks.close();
                    }
                """
                        .formatted(
                                packageName,
                                root.fullName(),
                                name,
                                schema.identifier(),
                                word,
                                name,
                                verify);
        return head + "\n" + String.join("\n\n", methods.sources()) + "\n}\n";
    }
}

package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.generator.VerifierGenerator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The committed verifiers against what the generator makes of the committed binary schemas.
class VerifierGeneratorTest {
    private static final Path MESSAGE =
            Path.of("src/generated/java/dev/starling/wire/schema/MessageVerifier.java");
    private static final Path TORTURE =
            Path.of("src/test/generated/java/dev/starling/wire/torture/TortureVerifier.java");

    @Test
    void madeTheCommittedVerifierOfMessages() {
        assertThat(text(MESSAGE)).isEqualTo(messages(text(Layers.MESSAGE_SCHEMA)));
    }

    @Test
    void madeTheCommittedVerifierOfTheTortureSchema() {
        assertThat(text(TORTURE)).isEqualTo(torture(text(Layers.TORTURE_SCHEMA)));
    }

    @Test
    void findsAPlantedChangeOfTheSchema() {
        String schema = text(Layers.MESSAGE_SCHEMA);
        String planted = schema.replaceFirst("65536", "65535");

        assertThat(planted).isNotEqualTo(schema);
        assertThat(text(MESSAGE)).isNotEqualTo(messages(planted));
    }

    @Test
    void refusesAnAttributeItDoesNotKnow() {
        assertRefused("finite", "fixity", "attribute fixity");
    }

    @Test
    void refusesALimitOnATypeItMeansNothingFor() {
        assertRefused("sorted", "finite", "attribute finite");
    }

    @Test
    void refusesARangeThatIsNone() {
        assertRefused("1..1024", "1.,1024", "range 1.,1024");
    }

    @Test
    void refusesANestedFlatBufferOfAnUnknownType() {
        assertRefused("\7\0\0\0Torture", "\7\0\0\0Fortune", "type Fortune");
    }

    @Test
    void refusesBytesThatAreNoBinarySchema() {
        assertThatThrownBy(() -> messages("no schema, but long enough"))
                .hasMessageContaining("no binary schema");
    }

    private static void assertRefused(String from, String to, String reason) {
        String schema = text(Layers.TORTURE_SCHEMA);
        assertThat(schema).contains(from);
        assertThatThrownBy(() -> torture(schema.replace(from, to))).hasMessageContaining(reason);
    }

    private static String messages(String bfbs) {
        return generate(bfbs, "dev.starling.wire.schema");
    }

    private static String torture(String bfbs) {
        return generate(bfbs, "dev.starling.wire.torture");
    }

    private static String generate(String bfbs, String packageName) {
        return VerifierGenerator.generate(bfbs.getBytes(StandardCharsets.ISO_8859_1), packageName);
    }

    /// A file byte by byte: character by character, so that a binary one survives.
    private static String text(Path file) {
        return new String(Layers.read(file), StandardCharsets.ISO_8859_1);
    }
}

package dev.starling.iocp.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The README shows what compiles.
final class ReadmeTest {
    private static final String BEGINNING = "public final class EchoServer";

    @Test
    void theReadmeShowsTheExampleAsItIs() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(example());
    }

    @Test
    void anotherExampleIsNoticed() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .doesNotContain(example().replace("8007", "8008"));
    }

    private static String example() throws IOException {
        Path file = Path.of("src/test/java/dev/starling/iocp/example/EchoServer.java");
        String source = Files.readString(file);
        return source.substring(source.indexOf(BEGINNING));
    }
}

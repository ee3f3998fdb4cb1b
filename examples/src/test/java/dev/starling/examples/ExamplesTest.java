package dev.starling.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each example prints what lies beside it, and the README shows the first as it is.
final class ExamplesTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/starling/examples");
    private static final long PATIENCE_SECONDS = 60;

    static Stream<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java") && !name.startsWith("package"))
                    .map(name -> name.replace(".java", ""))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void thereAreThree() throws IOException {
        assertThat(examples()).containsExactly("Ask", "Chat", "Watchdog");
    }

    @ParameterizedTest
    @MethodSource("examples")
    @Timeout(2 * PATIENCE_SECONDS)
    void printsWhatLiesBesideIt(String name) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dslf4j.internal.verbosity=ERROR",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.starling.examples." + name)
                        .redirectErrorStream(true)
                        .start();
        try {
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(said).isEqualTo(Files.readString(SOURCES.resolve(name + ".txt")));
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theReadmeShowsTheChatAsItIs() throws IOException {
        String chat = Files.readString(SOURCES.resolve("Chat.java"));
        String readme = Files.readString(Path.of("../README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        String shown = readme.substring(start, readme.indexOf("```", start));
        assertThat(shown.lines()).hasSizeBetween(8, 12);
        assertThat(plain(chat)).contains(plain(shown));
        assertThat(plain(chat)).doesNotContain(plain(shown.replace("bob", "eve")));
    }

    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }
}

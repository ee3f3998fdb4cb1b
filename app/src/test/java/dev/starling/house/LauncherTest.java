package dev.starling.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher's own tests, which are a script as the launcher is.
final class LauncherTest {
    private static final int MINUTES_MAX = 5;

    @TempDir private Path folder;

    @Test
    void everyTestOfTheLauncherPasses() throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process tests =
                new ProcessBuilder("bash", Repository.file("app/src/test/launcher/run").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            assertThat(tests.waitFor(MINUTES_MAX, TimeUnit.MINUTES)).isTrue();
            assertThat(tests.exitValue()).as(Files.readString(said)).isZero();
            assertThat(said).content().contains("launcher tests, 0 failed");
        } finally {
            tests.destroy();
        }
    }
}

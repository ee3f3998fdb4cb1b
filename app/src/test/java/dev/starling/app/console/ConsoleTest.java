package dev.starling.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ConsoleTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);

    @Test
    void saysOneLineWhateverIsInIt() {
        console.complain("'a\nb\u001b[2J' ist größer");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("starling: 'a\\nb\\u{1b}[2J' ist größer\n");
    }

    @Test
    void explainsInSeveralLines() {
        console.explain("a\nb\n");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("a\nb\n");
    }
}

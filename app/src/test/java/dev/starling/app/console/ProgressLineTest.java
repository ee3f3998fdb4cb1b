package dev.starling.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
    private static final long START = -7;
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), err);

    @Test
    void saysNothingInTheFirstSecond() {
        try (ProgressLine line = new ProgressLine(console, true, START)) {
            line.update(1, 2, START + SECOND - 1);
        }
        assertThat(err.size()).isZero();
    }

    @Test
    void saysHowFarItIsAndTakesTheLineAwayAtTheEnd() {
        try (ProgressLine line = new ProgressLine(console, true, START)) {
            line.update(1_234, 5_000, START + SECOND);
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[KSent 1,234 of 5,000 bytes (24 %)\r\u001b[K");
    }

    @Test
    void saysNothingWhereThereIsNoTerminal() {
        try (ProgressLine line = new ProgressLine(console, false, START)) {
            line.update(1, 2, START + 9 * SECOND);
        }
        assertThat(err.size()).isZero();
    }
}

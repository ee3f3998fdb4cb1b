package dev.starling.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class OutputTest {
    @Test
    void writesUtf8AndHoldsItBackUntilItIsFlushed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = new Output(bytes);
        out.print("Grüße 𝄞\n");
        assertThat(bytes.size()).isZero();
        out.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("Grüße 𝄞\n");
    }

    @Test
    void tellsAReaderWhoHasLeft() throws IOException {
        Output out = new Output(new Broken("Broken pipe"));
        out.print("x");
        assertThatThrownBy(out::flush).isInstanceOf(OutputClosed.class);
    }

    @Test
    void saysThatTheDiskIsFull() throws IOException {
        // Behind a pipe, as in some test runners, every failure means that the reader has left.
        Output out = new Output(new Broken("No space left on device"));
        out.print("x");
        assertThatThrownBy(out::flush)
                .isInstanceOf(IOException.class)
                .satisfies(
                        e -> assertThat(e instanceof OutputClosed || told(e)).as("%s", e).isTrue());
    }

    private static boolean told(Throwable e) {
        return "cannot write to standard output: No space left on device".equals(e.getMessage());
    }

    private static final class Broken extends OutputStream {
        private final String why;

        Broken(String why) {
            this.why = why;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(why);
        }
    }
}

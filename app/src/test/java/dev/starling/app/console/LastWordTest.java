package dev.starling.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LastWordTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> halts = new ArrayList<>();

    @Test
    void endsTheProcessAfterAnErrorWithOneLine() {
        lastWord(false).uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));

        assertThat(halts).containsExactly(1);
        assertThat(said().lines()).singleElement().asString().contains("out of memory (heap)");
    }

    @Test
    void survivesADefectAndShowsItsTraceOnlyToTheVerbose() {
        RuntimeException defect = new IllegalStateException("impossible");
        lastWord(false).uncaughtException(Thread.currentThread(), defect);

        assertThat(halts).isEmpty();
        assertThat(said().lines()).singleElement().asString().contains("impossible");

        lastWord(true).uncaughtException(Thread.currentThread(), defect);
        assertThat(said()).contains("\tat dev.starling.app.console.LastWordTest");
    }

    @Test
    void anUncaughtErrorOfAVirtualThreadReachesIt() throws InterruptedException {
        Thread thread =
                Thread.ofVirtual()
                        .unstarted(() -> {
                            throw new OutOfMemoryError("planted");
                        });
        thread.setUncaughtExceptionHandler(lastWord(false));
        thread.start();
        thread.join();

        assertThat(halts).containsExactly(1);
    }

    private LastWord lastWord(boolean verbose) {
        Console console =
                new Console(
                        new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), err);
        return new LastWord(console, verbose, halts::add);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}

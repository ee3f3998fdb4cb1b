package dev.starling.app.command;

import dev.starling.app.Main;
import dev.starling.app.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One run of the program inside the test's own process: its exit code, data and talk.
final class Run {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final int code;

    private Run(byte[] in, String... args) {
        code = Main.run(new Console(new ByteArrayInputStream(in), out, err), args);
    }

    static Run of(String... args) {
        return new Run(new byte[0], args);
    }

    static Run with(byte[] in, String... args) {
        return new Run(in, args);
    }

    int code() {
        return code;
    }

    byte[] out() {
        return out.toByteArray();
    }

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}

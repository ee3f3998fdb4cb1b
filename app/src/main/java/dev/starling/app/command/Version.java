package dev.starling.app.command;

import dev.starling.app.console.Console;
import dev.starling.app.console.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `starling version`: which program this is.
@Command(
        name = "version",
        description = "Prints the program's name and version.",
        footer = {"", "Example:", "  starling version"})
final class Version implements Callable<Integer> {
    /// What HELLO messages of this program call it.
    static final String AGENT = "starling/" + number();

    /// What this command prints.
    static final String LINE = "starling " + number();

    private final Console console;

    Version(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.out().print(LINE + "\n");
        return ExitCode.DONE;
    }

    /// The build writes it into a resource: a manifest is there only in a jar.
    private static String number() {
        try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("version.txt is missing beside " + Version.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.starling.app.file;

import dev.starling.app.console.Console;
import dev.starling.app.console.Failure;
import dev.starling.app.console.Reason;
import dev.starling.app.print.Escaped;
import dev.starling.app.print.Numbers;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A file to read as named on the command line; `-` is standard input.
///
/// @param name as typed
public record Source(String name) {
    public boolean isStdin() {
        return name.equals("-");
    }

    /// What to call it in a line of talk.
    public String shown() {
        return isStdin() ? "standard input" : Escaped.name(name);
    }

    /// Opens it; closing standard input leaves it open for others.
    public InputStream open(Console console) throws Failure {
        if (isStdin()) {
            return new FilterInputStream(console.in()) {
                @Override
                public void close() {
                    // Not ours.
                }
            };
        }
        if (name.isEmpty()) {
            // To the system that is the folder we are in.
            throw new Failure("the name of a file to read is empty");
        }
        try {
            return Files.newInputStream(Path.of(name));
        } catch (IOException e) {
            throw unreadable(e);
        } catch (InvalidPathException e) {
            throw new Failure("cannot read '" + shown() + "': the locale has no such file name", e);
        }
    }

    /// Reads all of it, if that is at most `bytesMax` bytes; `field` is what they are for.
    public byte[] readAll(Console console, int bytesMax, String field) throws Failure {
        try (InputStream in = open(console)) {
            byte[] bytes = in.readNBytes(bytesMax + 1);
            if (bytes.length > bytesMax) {
                throw new Failure(
                        "'%s' is longer than %s bytes, the most that %s can hold"
                                .formatted(shown(), Numbers.grouped(bytesMax), field));
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    Failure unreadable(IOException e) {
        return new Failure("cannot read '" + shown() + "': " + Reason.of(e), e);
    }
}

package dev.starling.app.send;

import dev.starling.app.console.Console;
import dev.starling.app.console.Failure;
import dev.starling.app.console.Reason;
import dev.starling.app.file.MessageFile;
import dev.starling.app.file.MessageTaker;
import dev.starling.app.file.Source;
import dev.starling.wire.WireLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// Files of nothing but whole messages, ready to be sent.
///
/// Standard input can be read once only, so it is kept in a temporary file meanwhile.
public final class Load implements AutoCloseable {
    private final Console console;
    private final List<MessageFile> files = new ArrayList<>();
    private final List<Path> temporary = new ArrayList<>();
    private long bytes;
    private long messages;

    private Load(Console console) {
        this.console = console;
    }

    /// Checks all of them.
    ///
    /// @throws Failure when one cannot be read or holds what is no message
    public static Load check(Console console, List<String> names)
            throws Failure, IOException, InterruptedException {
        Load load = new Load(console);
        try {
            for (String name : names) {
                load.add(new Source(name));
            }
            return load;
        } catch (Failure | IOException | InterruptedException e) {
            load.close();
            throw e;
        }
    }

    /// Bytes of all frames, prefixes included.
    public long bytes() {
        return bytes;
    }

    /// Number of messages.
    public long messages() {
        return messages;
    }

    /// Reads them again, in order.
    void read(MessageTaker taker) throws Failure, IOException, InterruptedException {
        for (MessageFile file : files) {
            file.read(taker);
        }
    }

    /// Deletes what was kept of standard input.
    @Override
    public void close() {
        for (Path file : temporary) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                console.complain("cannot delete '" + file + "': " + Reason.of(e));
            }
        }
    }

    private void add(Source source) throws Failure, IOException, InterruptedException {
        MessageFile file = source.isStdin() ? kept(source) : new MessageFile(source, console);
        messages +=
                file.read(message -> bytes += WireLimits.PREFIX_BYTES + (long) message.sizeBytes());
        files.add(file);
    }

    private MessageFile kept(Source stdin) throws Failure {
        try (InputStream in = stdin.open(console)) {
            Path copy = Files.createTempFile("starling-", ".bin");
            temporary.add(copy);
            copy.toFile().deleteOnExit();
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new MessageFile(new Source(copy.toString()), stdin, console);
        } catch (IOException e) {
            throw new Failure("cannot keep standard input until it is sent: " + Reason.of(e), e);
        }
    }
}

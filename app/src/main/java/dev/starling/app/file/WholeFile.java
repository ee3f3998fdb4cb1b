package dev.starling.app.file;

import dev.starling.app.console.Failure;
import dev.starling.app.console.Reason;
import dev.starling.app.print.Escaped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file written whole or not at all: what stood there before is never half overwritten.
public final class WholeFile {
    private WholeFile() {}

    /// Writes a file that must not exist yet, unless `force`. Something that is no file, such as a
    /// device or a pipe, is written to as it is.
    public static void write(Path file, byte[] bytes, boolean force) throws Failure {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                writeNew(file, bytes);
            } else if (Files.isDirectory(file)) {
                throw new Failure(shown(file) + " is a folder: name a file in it with -o");
            } else if (Files.exists(file) && !Files.isRegularFile(file)) {
                writeThrough(file, bytes);
            } else if (force) {
                replace(file, bytes);
            } else {
                throw exists(file);
            }
        } catch (FileAlreadyExistsException _) {
            throw exists(file);
        } catch (IOException e) {
            throw new Failure("cannot write " + shown(file) + ": " + Reason.of(e), e);
        }
    }

    /// Writes a file that must not exist yet.
    ///
    /// @throws FileAlreadyExistsException when it does
    static void writeNew(Path file, byte[] bytes) throws IOException {
        Path temporary = writeBeside(file, bytes);
        try {
            // A link, unlike a move, fails where a file has appeared meanwhile.
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException _) {
            Files.move(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path temporary = writeBeside(target, bytes);
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeThrough(Path file, byte[] bytes) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
            stream.write(bytes);
        }
    }

    private static Path writeBeside(Path file, byte[] bytes) throws IOException {
        Path temporary =
                file.resolveSibling(".%s.%s.tmp".formatted(file.getFileName(), UUID.randomUUID()));
        try (FileChannel channel =
                FileChannel.open(
                        temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            return temporary;
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    private static Failure exists(Path file) {
        return new Failure(shown(file) + " exists: choose another name with -o, or add --force");
    }

    private static String shown(Path file) {
        return "'" + Escaped.name(file.toString()) + "'";
    }
}

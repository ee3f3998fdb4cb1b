package dev.starling.app.file;

import dev.starling.app.console.Failure;
import dev.starling.app.console.Reason;
import dev.starling.app.print.Escaped;
import dev.starling.wire.MessageType;
import dev.starling.wire.Verified;
import dev.starling.wire.WireLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder that keeps messages as they came: `000001-CHAT.bin`, `000002-UNKNOWN-9.bin`.
///
/// Numbers go on behind those that are there. Not thread-safe.
public final class SaveFolder {
    private static final Pattern NUMBERED = Pattern.compile("([0-9]{6,18})-.*\\.bin");

    private final Path folder;
    private long number;

    private SaveFolder(Path folder, long number) {
        this.folder = folder;
        this.number = number;
    }

    /// Makes the folder if it is missing; a folder that takes no file is refused now, not with the
    /// first message.
    public static SaveFolder open(String name) throws Failure {
        try {
            Path folder = Files.createDirectories(Path.of(name));
            Files.delete(Files.createTempFile(folder, ".starling-", null));
            return new SaveFolder(folder, highestNumber(folder));
        } catch (FileAlreadyExistsException e) {
            throw new Failure(cannotSave(" to", name) + "it is not a folder", e);
        } catch (IOException e) {
            throw new Failure(cannotSave(" to", name) + Reason.of(e), e);
        } catch (InvalidPathException e) {
            throw new Failure(cannotSave(" to", name) + "the locale has no such name", e);
        }
    }

    /// Keeps the message, behind its length unless it came bare; whole or not at all.
    public void save(Verified message, boolean isBare) throws Failure {
        byte[] bytes = bytes(message, isBare);
        while (true) {
            number++;
            Path file = folder.resolve(name(message));
            try {
                WholeFile.writeNew(file, bytes);
                return;
            } catch (FileAlreadyExistsException _) {
                // Somebody else saves here too: take the next number.
            } catch (IOException e) {
                throw new Failure(cannotSave("", file.toString()) + Reason.of(e), e);
            }
        }
    }

    private String name(Verified message) {
        String type =
                message.type() == MessageType.UNKNOWN
                        ? "UNKNOWN-" + message.typeCode()
                        : message.type().name();
        return String.format(Locale.ROOT, "%06d-%s.bin", number, type);
    }

    private static String cannotSave(String preposition, String name) {
        return "cannot save" + preposition + " '" + Escaped.name(name) + "': ";
    }

    private static byte[] bytes(Verified message, boolean isBare) {
        int start = isBare ? 0 : WireLimits.PREFIX_BYTES;
        byte[] bytes = new byte[start + message.sizeBytes()];
        if (!isBare) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(message.sizeBytes());
        }
        message.copyTo(bytes, start);
        return bytes;
    }

    private static long highestNumber(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                    .max()
                    .orElse(0);
        }
    }
}

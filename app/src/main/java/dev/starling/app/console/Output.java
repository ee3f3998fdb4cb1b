package dev.starling.app.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Standard output: bytes and UTF-8 text, buffered until it is flushed.
///
/// It tells a reader who has left ([OutputClosed]) from a disk that is full (any other
/// `IOException`). Not thread-safe.
public final class Output extends OutputStream {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final Path STDOUT = Path.of("/proc/self/fd/1");

    private final OutputStream stream;

    Output(OutputStream stream) {
        this.stream = new BufferedOutputStream(stream, BUFFER_BYTES);
    }

    public void print(CharSequence text) throws IOException {
        write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            throw understood(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            stream.flush();
        } catch (IOException e) {
            throw understood(e);
        }
    }

    /// The system's words for a broken pipe depend on the locale, hence the look at what it is: a
    /// pipe or socket fails for no other reason.
    private static IOException understood(IOException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        // "Broken pipe", and on Windows "The pipe is being closed" or "has been ended".
        boolean isBrokenPipe = words.contains("pipe");
        if (isBrokenPipe || isPipe()) {
            return new OutputClosed(e);
        }
        return new IOException("cannot write to standard output: " + Reason.of(e), e);
    }

    private static boolean isPipe() {
        try {
            String target = Files.readSymbolicLink(STDOUT).toString();
            return target.startsWith("pipe:") || target.startsWith("socket:");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }
}

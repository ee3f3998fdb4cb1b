package dev.starling.app.prompt;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Lines of UTF-8 from a stream, each bounded: who pipes in a line without end fills no memory.
final class Lines {
    /// What a CHAT can hold.
    static final int LINE_BYTES_MAX = 65_536;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean isTooLong;

    Lines(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /// Hands on every line, and the end.
    void readAll(LineTaker taker) {
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                take(b, taker);
            }
            if (line.size() > 0 || isTooLong) {
                end(taker);
            }
        } catch (IOException _) {
            // A terminal that is gone reads as an error: no more lines, like an end.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        taker.onEnd();
    }

    private void take(int b, LineTaker taker) throws InterruptedException {
        if (b == '\n') {
            end(taker);
        } else if (line.size() < LINE_BYTES_MAX) {
            line.write(b);
        } else {
            isTooLong = true;
        }
    }

    private void end(LineTaker taker) throws InterruptedException {
        String text = line.toString(StandardCharsets.UTF_8);
        boolean wasTooLong = isTooLong;
        line.reset();
        isTooLong = false;
        if (wasTooLong) {
            taker.onLongLine(LINE_BYTES_MAX);
        } else {
            taker.onLine(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
    }
}

package dev.starling.app.planted;

import dev.starling.app.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// The program with a thread in it that dies of an `Error` or a defect when a byte comes in.
public final class Doomed {
    private Doomed() {}

    public static void main(String[] args) {
        // The program is at work by then: it has its streams, but reads nothing from stdin.
        Thread.ofPlatform().daemon().start(() -> die(System.in));
        Main.main(args);
    }

    private static void die(InputStream in) {
        try {
            switch (in.read()) {
                case 'm' -> throw new OutOfMemoryError("planted");
                case 'l' -> throw new NoClassDefFoundError("planted");
                default -> throw new IllegalStateException("planted");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

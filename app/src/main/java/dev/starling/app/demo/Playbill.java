package dev.starling.app.demo;

import dev.starling.app.print.Escaped;
import dev.starling.app.prompt.Screen;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The lines that tell what happens, each with the time since the beginning; any thread.
final class Playbill {
    private final Screen screen;
    private final Consumer<IOException> onUnheard;
    private final long startNanos = System.nanoTime();

    /// @param onUnheard told when nobody listens any more, again with each line
    Playbill(Screen screen, Consumer<IOException> onUnheard) {
        this.screen = screen;
        this.onUnheard = onUnheard;
    }

    /// Tells of one event.
    ///
    /// @param type the type of message that it is about, or what else it is
    /// @param who at whose side it was seen
    void tell(String type, String who, String what) {
        double seconds = (double) (System.nanoTime() - startNanos) / TimeUnit.SECONDS.toNanos(1);
        print(
                String.format(Locale.ROOT, "%6.2f s  %-14s  %-5s  ", seconds, type, who)
                        + Escaped.line(what)
                        + "\n");
    }

    /// Prints lines as they are.
    void print(String lines) {
        try {
            screen.print(lines);
        } catch (IOException e) {
            onUnheard.accept(e);
        }
    }
}

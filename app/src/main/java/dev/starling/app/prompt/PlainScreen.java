package dev.starling.app.prompt;

import dev.starling.app.console.Console;
import java.io.IOException;

/// The screen of a pipe or file: data to stdout, talk to stderr, lines from stdin.
public final class PlainScreen implements Screen {
    private final Console console;
    private final Object printing = new Object();

    public PlainScreen(Console console) {
        this.console = console;
    }

    @Override
    public void print(CharSequence data) throws IOException {
        synchronized (printing) {
            console.out().print(data);
            console.out().flush();
        }
    }

    @Override
    public void say(String line) {
        console.say(line);
    }

    /// Nothing can interrupt a thread that reads stdin: so it is a daemon, and its lines go nowhere
    /// once the taker has ended.
    @Override
    public void listen(LineTaker taker) {
        Thread.ofPlatform()
                .daemon()
                .name("starling-stdin")
                .start(() -> new Lines(console.in()).readAll(taker));
    }

    @Override
    public void close() {
        // The streams are the process's.
    }
}

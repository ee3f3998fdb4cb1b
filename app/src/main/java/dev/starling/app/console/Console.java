package dev.starling.app.console;

import dev.starling.app.print.Escaped;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The streams of one run: stdin as bytes, stdout for data, stderr for talk.
///
/// Text is UTF-8 whatever the locale says. Talk may come from any thread.
public final class Console {
    private final InputStream in;
    private final Output out;
    private final PrintStream err;
    private final boolean isTerminal;

    public Console(InputStream in, OutputStream out, OutputStream err) {
        this(in, out, err, false);
    }

    private Console(InputStream in, OutputStream out, OutputStream err, boolean isTerminal) {
        this.isTerminal = isTerminal;
        this.in = in;
        this.out = new Output(out);
        this.err = new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    /// The streams that the process was started with.
    public static Console ofProcess() {
        return new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                isTerminalOfProcess());
    }

    /// Whether stdin and stdout are a terminal that can do more than print.
    public boolean isTerminal() {
        return isTerminal;
    }

    public InputStream in() {
        return in;
    }

    public Output out() {
        return out;
    }

    /// Says a line on stderr; nothing in it reaches the terminal as a control.
    public void say(String line) {
        // One write: lines of several threads and processes do not run into each other.
        err.print(Escaped.line(line) + '\n');
    }

    /// Says what went wrong, in one line.
    public void complain(String what) {
        say("starling: " + what);
    }

    /// Prints text of our own to stderr as it is: help and, for the verbose, stack traces.
    public void explain(String text) {
        err.print(text);
        err.flush();
    }

    // Error Prone takes the console for one that is always there, which it is only where the JDK's
    // own line reader provides it.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminalOfProcess() {
        java.io.Console console = System.console();
        // Windows says nothing: its consoles can do what is asked of them.
        String unsaid = WindowsConsole.isHere() ? "windows" : "dumb";
        String kind = System.getenv().getOrDefault("TERM", unsaid);
        return console != null && console.isTerminal() && !kind.equals("dumb");
    }
}

package dev.starling.app.prompt;

import dev.starling.app.print.Escaped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/// The screen of a terminal: a line that is being typed stays at the bottom, all else appears above
/// it. What was typed is remembered as long as the program runs, and nowhere else.
public final class Prompt implements Screen {
    private static final int HISTORY_LINES_MAX = 1_000;

    private final Terminal terminal;
    private final LineReader reader;
    private final String question;
    private volatile boolean isClosed;

    private Prompt(Terminal terminal, LineReader reader, String question) {
        this.terminal = terminal;
        this.reader = reader;
        this.question = question;
    }

    /// Takes over the terminal of this process.
    ///
    /// @param name whose prompt it is
    /// @param words what the tab key completes
    public static Prompt open(String name, List<String> words) throws IOException {
        // Signals stay the JVM's, but for the interrupt while a line is typed.
        Terminal terminal =
                TerminalBuilder.builder()
                        .system(true)
                        .nativeSignals(false)
                        .encoding(StandardCharsets.UTF_8)
                        .build();
        LineReader reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("starling")
                        .completer(new StringsCompleter(words))
                        // A chat may say "!1" and "\n" and mean it.
                        .option(Option.DISABLE_EVENT_EXPANSION, true)
                        .parser((line, cursor, _) -> new WholeLine(line, cursor))
                        .variable(LineReader.HISTORY_SIZE, HISTORY_LINES_MAX)
                        .build();
        return new Prompt(terminal, reader, Escaped.name(name) + "> ");
    }

    @Override
    public void print(CharSequence data) {
        reader.printAbove(data.toString());
    }

    @Override
    public void say(String line) {
        reader.printAbove(Escaped.line(line));
    }

    @Override
    public void listen(LineTaker taker) {
        terminal.handle(Signal.INT, _ -> taker.onInterrupt());
        Thread.ofPlatform().daemon().name("starling-prompt").start(() -> readAll(taker));
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            try {
                terminal.close();
            } catch (IOException _) {
                // The terminal is gone: nothing is left to be put back.
            }
        }
    }

    private void readAll(LineTaker taker) {
        try {
            while (!isClosed) {
                taker.onLine(reader.readLine(question));
            }
        } catch (UserInterruptException _) {
            taker.onInterrupt();
        } catch (EndOfFileException _) {
            taker.onEnd();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!isClosed) {
                throw e;
            }
            // The terminal was closed under the reader: that is how it is made to stop.
        }
    }
}

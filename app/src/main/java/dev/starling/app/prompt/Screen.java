package dev.starling.app.prompt;

import java.io.IOException;

/// Where a running command shows things; any thread, one thing at a time.
public interface Screen extends AutoCloseable {
    /// Shows data, lines with their ends; it is out when this returns.
    ///
    /// @throws IOException when it cannot be shown, [dev.starling.app.console.OutputClosed] when
    ///   nobody looks any more
    void print(CharSequence data) throws IOException;

    /// Says a line about what goes on; nothing in it reaches the terminal as a control.
    void say(String line);

    /// Starts to hand on what is typed. Once.
    void listen(LineTaker taker);

    /// Hands on no more lines and leaves the terminal as it was. Idempotent.
    @Override
    void close();
}

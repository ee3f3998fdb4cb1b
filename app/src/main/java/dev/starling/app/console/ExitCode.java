package dev.starling.app.console;

/// What the program's exit codes mean; one that a signal ended exits with 128 + its number.
public final class ExitCode {
    /// All that was asked for was done.
    public static final int DONE = 0;

    /// It was understood and could not be done; stderr says why.
    public static final int FAILED = 1;

    /// It was not understood: no such option, a missing argument, a value that does not parse.
    public static final int USAGE = 2;

    /// Whoever read stdout has left, as in `| head -1`: what SIGPIPE does to other tools.
    public static final int OUTPUT_CLOSED = 128 + 13;

    /// Ctrl-C at a prompt, which is no signal there; the same as for SIGINT.
    public static final int INTERRUPTED = 128 + 2;

    private ExitCode() {}
}

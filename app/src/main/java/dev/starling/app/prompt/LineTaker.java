package dev.starling.app.prompt;

/// Takes what is typed, line by line, on a thread of its own, where it may wait.
public interface LineTaker {
    /// A line, without its end.
    void onLine(String line) throws InterruptedException;

    /// A line of more bytes than a message may hold; it was passed over.
    void onLongLine(int bytesMax);

    /// No more lines will come.
    void onEnd();

    /// Whoever types wants an end, by Ctrl-C.
    void onInterrupt();
}

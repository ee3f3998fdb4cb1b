package dev.starling.bench.rivals.work;

/// The sending side of a rival. One thread, but for [#ask].
public interface Sender extends AutoCloseable {
    /// Sends the payload of this number on a link, waiting for room.
    default void send(int link, long number) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Sends what was accepted and waits in this process only.
    default void flush() throws Exception {}

    /// Sends the payload of this number on all links, waiting for room.
    default void broadcast(long number) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Sends one message after the other, the next when the last has come back, until `trips` has
    /// enough.
    default void pingPong(Trips trips) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Sends the payload of this number and waits for the answer, whose number is returned. Any
    /// thread.
    default long ask(long number) throws Exception {
        throw new UnsupportedOperationException();
    }

    /// Closes all links and leaves the process ready to end.
    @Override
    void close();
}

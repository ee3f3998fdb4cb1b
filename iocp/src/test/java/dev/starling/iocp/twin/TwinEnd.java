package dev.starling.iocp.twin;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One end of a connection: what has come to it and was not received.
final class TwinEnd {
    private static final int BYTES_MAX = 2_048;

    private final ArrayDeque<Byte> incoming = new ArrayDeque<>();
    final InetSocketAddress peerAddress;
    @Nullable TwinEnd peer;
    boolean finished;
    boolean reset;
    boolean closed;

    private TwinEnd(InetSocketAddress peerAddress) {
        this.peerAddress = peerAddress;
    }

    /// Two ends of one connection: that of the client, who knows the other.
    static TwinEnd pair(InetSocketAddress client, InetSocketAddress server) {
        TwinEnd one = new TwinEnd(server);
        TwinEnd other = new TwinEnd(client);
        one.peer = other;
        other.peer = one;
        return one;
    }

    TwinEnd other() {
        return Objects.requireNonNull(peer);
    }

    int roomBytes() {
        return BYTES_MAX - incoming.size();
    }

    boolean isReadable() {
        return !incoming.isEmpty() || finished || reset;
    }

    int waitingBytes() {
        return incoming.size();
    }

    void put(byte value) {
        incoming.add(value);
    }

    byte take() {
        return incoming.remove();
    }

    /// Nobody will receive here any more.
    ///
    /// @param receiving whether a receive still waits: then Windows resets, unless the output has
    ///   ended
    void close(boolean receiving) {
        closed = true;
        if (incoming.isEmpty() && (!receiving || other().finished)) {
            other().finished = true;
        } else {
            other().reset = true;
        }
    }
}

package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/// A socket is closed first, and what is under way on it cancelled then.
public final class ClosedBeforeCancelled extends PassingSockets {
    private final Set<Long> closed;

    public ClosedBeforeCancelled(Sockets sound) {
        this(sound, new HashSet<>());
    }

    private ClosedBeforeCancelled(Sockets sound, Set<Long> closed) {
        super(sound, port -> new LatePort(port, sound, closed));
        this.closed = closed;
    }

    /// Unless it was closed where it was to be cancelled.
    @Override
    public void close(long socket, boolean lingers) throws IOException {
        if (!closed.remove(socket)) {
            super.close(socket, lingers);
        }
    }

    private static final class LatePort extends Passing {
        private final Sockets sockets;
        private final Set<Long> closed;

        LatePort(Port sound, Sockets sockets, Set<Long> closed) {
            super(sound);
            this.sockets = sockets;
            this.closed = closed;
        }

        @Override
        public void cancel(long socket, long overlapped) {
            if (overlapped == 0 && closed.add(socket)) {
                try {
                    sockets.close(socket, false);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            super.cancel(socket, overlapped);
        }
    }
}

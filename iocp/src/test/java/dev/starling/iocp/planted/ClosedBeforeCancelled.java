package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;

/// Nothing is cancelled while its socket is open.
public final class ClosedBeforeCancelled extends PassingSockets {
    public ClosedBeforeCancelled(Sockets sound) {
        super(sound, LatePort::new);
    }

    private static final class LatePort extends Passing {
        LatePort(Port sound) {
            super(sound);
        }

        @Override
        public void cancel(long socket, long overlapped) {
            // Too late to be of any use.
        }
    }
}

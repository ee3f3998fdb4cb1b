package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.winsock.Codes;

/// An operation whose call fails is waited for.
public final class FailureTakenForPending extends PassingSockets {
    public FailureTakenForPending(Sockets sound) {
        super(sound, WaitingPort::new);
    }

    private static final class WaitingPort extends Passing {
        WaitingPort(Port sound) {
            super(sound);
        }

        @Override
        int started(long socket, long overlapped, int code) {
            return code == 0 ? 0 : Codes.ERROR_IO_PENDING;
        }
    }
}

package dev.starling.iocp.winsock;

import java.net.SocketException;

/// This Windows has no such option of a socket.
public final class UnknownOptionException extends SocketException {
    private static final long serialVersionUID = 1;

    UnknownOptionException(String message) {
        super(message);
    }
}

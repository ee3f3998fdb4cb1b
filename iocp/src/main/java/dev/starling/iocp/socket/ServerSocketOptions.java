package dev.starling.iocp.socket;

import dev.starling.iocp.winsock.Codes;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketException;

/// The same as [SocketOptions] for a socket that accepts.
public final class ServerSocketOptions extends ServerSocket {
    private final NativeSocket socket;

    public ServerSocketOptions(NativeSocket socket) throws IOException {
        this.socket = socket;
    }

    @Override
    public boolean getReuseAddress() {
        return socket.reusesAddress();
    }

    @Override
    public void setReuseAddress(boolean on) {
        socket.reusesAddress(on);
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return SocketOptions.get(socket, Codes.SOL_SOCKET, Codes.SO_RCVBUF);
    }

    @Override
    public void setReceiveBufferSize(int bytes) throws SocketException {
        SocketOptions.set(socket, Codes.SOL_SOCKET, Codes.SO_RCVBUF, bytes);
    }
}

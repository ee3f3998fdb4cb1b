package dev.starling.iocp.socket;

import dev.starling.iocp.winsock.Codes;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;

/// The options of a native socket behind the face of a [Socket], which is what Netty's
/// configuration of a connection asks and tells; it does nothing else of what a `Socket` does.
public final class SocketOptions extends Socket {
    private final NativeSocket socket;

    public SocketOptions(NativeSocket socket) {
        this.socket = socket;
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return get(Codes.IPPROTO_TCP, Codes.TCP_NODELAY) != 0;
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        set(Codes.IPPROTO_TCP, Codes.TCP_NODELAY, on ? 1 : 0);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
        return get(Codes.SOL_SOCKET, Codes.SO_KEEPALIVE) != 0;
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        set(Codes.SOL_SOCKET, Codes.SO_KEEPALIVE, on ? 1 : 0);
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
        return get(Codes.SOL_SOCKET, Codes.SO_RCVBUF);
    }

    @Override
    public void setReceiveBufferSize(int bytes) throws SocketException {
        set(Codes.SOL_SOCKET, Codes.SO_RCVBUF, bytes);
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return get(Codes.SOL_SOCKET, Codes.SO_SNDBUF);
    }

    @Override
    public void setSendBufferSize(int bytes) throws SocketException {
        set(Codes.SOL_SOCKET, Codes.SO_SNDBUF, bytes);
    }

    @Override
    public int getTrafficClass() throws SocketException {
        try {
            return socket.trafficClass();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void setTrafficClass(int trafficClass) throws SocketException {
        try {
            socket.setTrafficClass(trafficClass);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int getSoLinger() throws SocketException {
        try {
            return socket.linger();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        try {
            socket.setLinger(on ? seconds : -1);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private int get(int level, int option) throws SocketException {
        return get(socket, level, option);
    }

    private void set(int level, int option, int value) throws SocketException {
        set(socket, level, option, value);
    }

    static int get(NativeSocket socket, int level, int option) throws SocketException {
        try {
            return socket.option(level, option);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    static void set(NativeSocket socket, int level, int option, int value) throws SocketException {
        try {
            socket.setOption(level, option, value);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static SocketException failed(IOException cause) {
        return cause instanceof SocketException same
                ? same
                : new SocketException("the socket is closed", cause);
    }
}

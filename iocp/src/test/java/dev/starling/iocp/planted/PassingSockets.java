package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;

/// Passes everything on to sound sockets, but plants a defect into their ports.
public class PassingSockets implements Sockets {
    private final Sockets sound;
    private final UnaryOperator<Port> planting;

    public PassingSockets(Sockets sound, UnaryOperator<Port> planting) {
        this.sound = sound;
        this.planting = planting;
    }

    @Override
    public Port newPort(boolean maySkipPackets) throws IOException {
        return planting.apply(sound.newPort(maySkipPackets));
    }

    @Override
    public int preferredFamily() {
        return sound.preferredFamily();
    }

    @Override
    public long open(int family, int type) throws IOException {
        return sound.open(family, type);
    }

    @Override
    public void close(long socket, boolean lingers) throws IOException {
        sound.close(socket, lingers);
    }

    @Override
    public void bind(long socket, int family, InetSocketAddress address) throws IOException {
        sound.bind(socket, family, address);
    }

    @Override
    public void listen(long socket, int backlog) throws IOException {
        sound.listen(socket, backlog);
    }

    @Override
    public void connect(long socket, int family, InetSocketAddress address) throws IOException {
        sound.connect(socket, family, address);
    }

    @Override
    public void disconnect(long socket, int family) throws IOException {
        sound.disconnect(socket, family);
    }

    @Override
    public void shutdown(long socket, int how) throws IOException {
        sound.shutdown(socket, how);
    }

    @Override
    public int receiveNow(long socket, long address, int bytesMax) throws IOException {
        return sound.receiveNow(socket, address, bytesMax);
    }

    @Override
    public boolean hasEnded(long socket) throws IOException {
        return sound.hasEnded(socket);
    }

    @Override
    public boolean isReset(long socket) {
        return sound.isReset(socket);
    }

    @Override
    public InetSocketAddress localAddress(long socket) throws IOException {
        return sound.localAddress(socket);
    }

    @Override
    public InetSocketAddress remoteAddress(long socket) throws IOException {
        return sound.remoteAddress(socket);
    }

    @Override
    public void accepted(long socket, long listening) throws IOException {
        sound.accepted(socket, listening);
    }

    @Override
    public void connected(long socket) throws IOException {
        sound.connected(socket);
    }

    @Override
    public int option(long socket, int level, int option) throws IOException {
        return sound.option(socket, level, option);
    }

    @Override
    public void setOption(long socket, int level, int option, int value) throws IOException {
        sound.setOption(socket, level, option, value);
    }

    @Override
    public void setOption(long socket, int level, int option, byte[] value) throws IOException {
        sound.setOption(socket, level, option, value);
    }

    @Override
    public void setControl(long socket, int control, byte[] value) throws IOException {
        sound.setControl(socket, control, value);
    }
}

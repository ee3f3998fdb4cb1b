package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Passes everything on to a sound port; a planted one changes what it needs to.
public class Passing implements Port {
    final Port sound;

    protected Passing(Port sound) {
        this.sound = sound;
    }

    /// Every start of an operation comes by here.
    int started(long socket, long overlapped, int code) {
        return code;
    }

    @Override
    public boolean associate(long socket, long key) throws IOException {
        return sound.associate(socket, key);
    }

    @Override
    public int send(long socket, long buffers, int count, long overlapped) {
        int code = sound.send(socket, buffers, count, overlapped);
        return started(socket, overlapped, code);
    }

    @Override
    public int receive(long socket, long buffers, long flags, long overlapped) {
        int code = sound.receive(socket, buffers, flags, overlapped);
        return started(socket, overlapped, code);
    }

    @Override
    public int sendTo(
            long socket, long buffers, int count, long address, int addressBytes, long overlapped) {
        int code = sound.sendTo(socket, buffers, count, address, addressBytes, overlapped);
        return started(socket, overlapped, code);
    }

    @Override
    public int receiveFrom(
            long socket,
            long buffers,
            long flags,
            long address,
            long addressBytes,
            long overlapped) {
        int code = sound.receiveFrom(socket, buffers, flags, address, addressBytes, overlapped);
        return started(socket, overlapped, code);
    }

    @Override
    public int accept(
            long listening, long accepted, long addresses, long received, long overlapped) {
        int code = sound.accept(listening, accepted, addresses, received, overlapped);
        return started(listening, overlapped, code);
    }

    @Override
    public InetSocketAddress accepted(long addresses) {
        return sound.accepted(addresses);
    }

    @Override
    public int connect(long socket, long address, int addressBytes, long overlapped) {
        int code = sound.connect(socket, address, addressBytes, overlapped);
        return started(socket, overlapped, code);
    }

    @Override
    public void cancel(long socket, long overlapped) {
        sound.cancel(socket, overlapped);
    }

    @Override
    public int code(long socket, long overlapped) {
        return sound.code(socket, overlapped);
    }

    @Override
    public int await(int millis) {
        return sound.await(millis);
    }

    @Override
    public long key(int index) {
        return sound.key(index);
    }

    @Override
    public long overlapped(int index) {
        return sound.overlapped(index);
    }

    @Override
    public void wake() {
        sound.wake();
    }

    @Override
    public void close() {
        sound.close();
    }
}

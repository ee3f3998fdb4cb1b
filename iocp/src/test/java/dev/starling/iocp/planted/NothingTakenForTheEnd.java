package dev.starling.iocp.planted;

import dev.starling.iocp.port.Sockets;
import java.io.IOException;

/// The 0 bytes that every wait for bytes ends with are taken for the end of the input.
public final class NothingTakenForTheEnd extends PassingSockets {
    public NothingTakenForTheEnd(Sockets sound) {
        super(sound, port -> port);
    }

    @Override
    public int receiveNow(long socket, long address, int bytesMax) throws IOException {
        super.receiveNow(socket, address, bytesMax);
        return END;
    }

    @Override
    public boolean hasEnded(long socket) {
        return true;
    }
}

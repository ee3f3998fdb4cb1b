package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.twin.PoisonedMemory;
import dev.starling.iocp.winsock.Layouts;
import dev.starling.iocp.winsock.NativeMemory;

/// What is sent is let go of as soon as the call is back, and so is somebody else's or poison.
public final class ReleasedAtTheCall extends PassingSockets {
    public ReleasedAtTheCall(Sockets sound) {
        super(sound, CarelessPort::new);
    }

    private static final class CarelessPort extends Passing {
        CarelessPort(Port sound) {
            super(sound);
        }

        @Override
        public int send(long socket, long buffers, int count, long overlapped) {
            int code = super.send(socket, buffers, count, overlapped);
            release(buffers, count);
            return code;
        }

        @Override
        public int sendTo(
                long socket,
                long buffers,
                int count,
                long address,
                int addressBytes,
                long overlapped) {
            int code = super.sendTo(socket, buffers, count, address, addressBytes, overlapped);
            release(buffers, count);
            return code;
        }

        private static void release(long buffers, int count) {
            for (int i = 0; i < count; i++) {
                long buffer = buffers + (long) i * Layouts.BUFFER_BYTES;
                NativeMemory.fill(
                        NativeMemory.readLong(buffer + Layouts.BUFFER_ADDRESS),
                        NativeMemory.readInt(buffer + Layouts.BUFFER_LENGTH),
                        PoisonedMemory.POISON);
            }
        }
    }
}

package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// What is done at once counts as ended also where its packet is still to come.
public final class EndedBeforeItsPacket extends PassingSockets {
    public EndedBeforeItsPacket(Sockets sound) {
        super(sound, ImpatientPort::new);
    }

    private static final class ImpatientPort extends HastyPort {
        private final Set<Long> skipping = new HashSet<>();

        ImpatientPort(Port sound) {
            super(sound);
        }

        @Override
        public boolean associate(long socket, long key) throws IOException {
            boolean skips = super.associate(socket, key);
            if (skips) {
                skipping.add(socket);
            } else {
                skipping.remove(socket);
            }
            return skips;
        }

        @Override
        int started(long socket, long overlapped, int code) {
            if (code == 0 && !skipping.contains(socket)) {
                hasten(socket, overlapped);
            }
            return code;
        }
    }
}

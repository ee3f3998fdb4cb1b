package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.winsock.Codes;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is cancelled counts as ended: its memory and buffers are given back before it has.
public final class FreedOnClose extends PassingSockets {
    public FreedOnClose(Sockets sound) {
        super(sound, FreeingPort::new);
    }

    private static final class FreeingPort extends HastyPort {
        private final Map<Long, Long> socketsByOperation = new LinkedHashMap<>();

        FreeingPort(Port sound) {
            super(sound);
        }

        @Override
        int started(long socket, long overlapped, int code) {
            if (code == Codes.ERROR_IO_PENDING) {
                socketsByOperation.put(overlapped, socket);
            }
            return code;
        }

        @Override
        public void cancel(long socket, long overlapped) {
            super.cancel(socket, overlapped);
            for (Map.Entry<Long, Long> operation : socketsByOperation.entrySet()) {
                boolean isMeant = overlapped == 0 || overlapped == operation.getKey();
                if (isMeant && operation.getValue() == socket) {
                    hasten(socket, operation.getKey());
                }
            }
        }
    }
}

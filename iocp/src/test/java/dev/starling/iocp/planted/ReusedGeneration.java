package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import java.util.HashMap;
import java.util.Map;

/// All operations of a slot share one generation: a packet that comes late is taken for that of the
/// operation which was started last in the slot.
public final class ReusedGeneration extends PassingSockets {
    public ReusedGeneration(Sockets sound) {
        super(sound, ForgetfulPort::new);
    }

    private static final class ForgetfulPort extends Passing {
        private static final int SLOT_BYTES = 256;

        private final Map<Long, Long> latest = new HashMap<>();

        ForgetfulPort(Port sound) {
            super(sound);
        }

        @Override
        int started(long socket, long overlapped, int code) {
            latest.put(overlapped / SLOT_BYTES, overlapped);
            return code;
        }

        @Override
        public long overlapped(int index) {
            long overlapped = sound.overlapped(index);
            return latest.getOrDefault(overlapped / SLOT_BYTES, overlapped);
        }
    }
}

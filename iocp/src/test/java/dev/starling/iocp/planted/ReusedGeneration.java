package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// All operations of a socket share one generation: a packet that comes once more is taken for that
/// of the operation which was started last.
public final class ReusedGeneration extends PassingSockets {
    public ReusedGeneration(Sockets sound) {
        super(sound, ForgetfulPort::new);
    }

    private static final class ForgetfulPort extends Passing {
        private final Map<Long, Long> keys = new HashMap<>();
        private final Map<Long, Long> latest = new HashMap<>();
        private final Set<Long> told = new HashSet<>();

        ForgetfulPort(Port sound) {
            super(sound);
        }

        @Override
        public boolean associate(long socket, long key) throws IOException {
            keys.put(socket, key);
            return sound.associate(socket, key);
        }

        @Override
        int started(long socket, long overlapped, int code) {
            Long key = keys.get(socket);
            if (key != null) {
                latest.put(key, overlapped);
            }
            told.remove(overlapped);
            return code;
        }

        @Override
        public long overlapped(int index) {
            long overlapped = sound.overlapped(index);
            return told.add(overlapped)
                    ? overlapped
                    : latest.getOrDefault(sound.key(index), overlapped);
        }
    }
}

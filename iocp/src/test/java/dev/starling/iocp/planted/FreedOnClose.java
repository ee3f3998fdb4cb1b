package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import dev.starling.iocp.port.Sockets;
import dev.starling.iocp.winsock.Codes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is cancelled counts as ended: its memory and buffers are given back before it has.
public final class FreedOnClose extends PassingSockets {
    public FreedOnClose(Sockets sound) {
        super(sound, HastyPort::new);
    }

    private static final class HastyPort extends Passing {
        private final Map<Long, Long> keys = new HashMap<>();
        private final Map<Long, Long> keysOfOperations = new LinkedHashMap<>();
        private final List<Map.Entry<Long, Long>> hasty = new ArrayList<>();
        private final List<Map.Entry<Long, Long>> taken = new ArrayList<>();

        HastyPort(Port sound) {
            super(sound);
        }

        @Override
        public boolean associate(long socket, long key) throws IOException {
            keys.put(socket, key);
            return sound.associate(socket, key);
        }

        @Override
        int started(long socket, long overlapped, int code) {
            if (code == Codes.ERROR_IO_PENDING) {
                keysOfOperations.put(overlapped, keys.get(socket));
            }
            return code;
        }

        @Override
        public void cancel(long socket, long overlapped) {
            super.cancel(socket, overlapped);
            for (Map.Entry<Long, Long> operation : keysOfOperations.entrySet()) {
                boolean isMeant = overlapped == 0 || overlapped == operation.getKey();
                if (isMeant && operation.getValue().equals(keys.get(socket))) {
                    hasty.add(Map.entry(operation.getKey(), operation.getValue()));
                }
            }
        }

        @Override
        public int await(int millis) {
            taken.clear();
            taken.addAll(hasty);
            hasty.clear();
            return taken.size() + sound.await(millis);
        }

        @Override
        public long key(int index) {
            int sooner = taken.size();
            return index < sooner ? taken.get(index).getValue() : sound.key(index - sooner);
        }

        @Override
        public long overlapped(int index) {
            int sooner = taken.size();
            return index < sooner ? taken.get(index).getKey() : sound.overlapped(index - sooner);
        }
    }
}

package dev.starling.iocp.planted;

import dev.starling.iocp.port.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A port that tells the end of operations before they have ended: those that a defect picks.
abstract class HastyPort extends Passing {
    private record Packet(long key, long overlapped) {}

    private final Map<Long, Long> keys = new HashMap<>();
    private final List<Packet> hasty = new ArrayList<>();
    private final List<Packet> taken = new ArrayList<>();

    HastyPort(Port sound) {
        super(sound);
    }

    /// Tells the end of an operation at the next wait, whether it has ended or not.
    void hasten(long socket, long overlapped) {
        Long key = keys.get(socket);
        if (key != null) {
            hasty.add(new Packet(key, overlapped));
        }
    }

    @Override
    public boolean associate(long socket, long key) throws IOException {
        keys.put(socket, key);
        return sound.associate(socket, key);
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
        return index < sooner ? taken.get(index).key() : sound.key(index - sooner);
    }

    @Override
    public long overlapped(int index) {
        int sooner = taken.size();
        return index < sooner ? taken.get(index).overlapped() : sound.overlapped(index - sooner);
    }
}

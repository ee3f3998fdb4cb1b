package dev.starling.transport.memory;

import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The names that the transports of one JVM listen on.
public final class MemoryNetwork {
    private final Map<SocketAddress, MemoryListener> listeners = new ConcurrentHashMap<>();

    /// False when the name is taken.
    boolean bind(MemoryListener listener) {
        return listeners.putIfAbsent(listener.address(), listener) == null;
    }

    void unbind(MemoryListener listener) {
        listeners.remove(listener.address(), listener);
    }

    @Nullable MemoryListener at(SocketAddress address) {
        return listeners.get(address);
    }
}

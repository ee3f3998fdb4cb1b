package dev.starling.transport.memory;

import java.net.SocketAddress;

/// The name of a place in a [MemoryNetwork].
public final class MemoryAddress extends SocketAddress {
    private static final long serialVersionUID = 1;

    private final String name;

    public MemoryAddress(String name) {
        this.name = name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MemoryAddress address && address.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "memory:" + name;
    }
}

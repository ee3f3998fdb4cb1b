package dev.starling.bench.rivals.work;

import java.util.List;

/// The receiving side of a rival.
public interface Receiver extends AutoCloseable {
    /// Where it listens on loopback: one port for all links, or one for each.
    List<Integer> ports();

    @Override
    void close();
}

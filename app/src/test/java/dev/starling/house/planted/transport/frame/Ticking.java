package dev.starling.house.planted.transport.frame;

/// A cutter of frames that looks at the clock itself.
final class Ticking {
    long now() {
        return System.nanoTime();
    }
}

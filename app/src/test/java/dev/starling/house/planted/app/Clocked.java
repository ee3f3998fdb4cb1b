package dev.starling.house.planted.app;

/// A second reader of the wall clock.
final class Clocked {
    long now() {
        return System.currentTimeMillis();
    }
}

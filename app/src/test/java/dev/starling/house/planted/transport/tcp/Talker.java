package dev.starling.house.planted.transport.tcp;

/// A pipe that prints.
final class Talker {
    void talk() {
        System.err.println("talk");
    }
}

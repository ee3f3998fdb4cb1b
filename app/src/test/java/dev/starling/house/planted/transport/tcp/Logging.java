package dev.starling.house.planted.transport.tcp;

/// A pipe with a logger of its own.
final class Logging {
    java.util.logging.Logger logger = java.util.logging.Logger.getLogger("planted");
}

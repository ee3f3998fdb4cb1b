package dev.starling.transport;

/// Meets a new link.
@FunctionalInterface
public interface LinkAcceptor {
    /// Called once, on the link's loop, before any byte is read. It must give the link's stream its
    /// reader, or reset the link; a link left without a reader is reset.
    void onLink(Link link);
}

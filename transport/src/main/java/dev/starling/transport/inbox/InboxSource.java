package dev.starling.transport.inbox;

/// Brings messages, and can be told to wait. Two are never equal unless they are the same.
///
/// It is told from any thread, under the inbox's lock: the calls must not wait and must not call
/// the inbox. What it was told last counts, whichever thread said so.
public interface InboxSource {
    /// Brings nothing more until [#resumeReading], but for what it has read already.
    void pauseReading();

    void resumeReading();
}

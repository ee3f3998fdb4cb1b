/// The hand-over from loops, which never wait, to one thread, which may.
///
/// An [Inbox] is one virtual thread and what waits for it: messages of any number of sources, in
/// the order of each source. When `bytesMax` wait, and three times as much more where a
/// [SharedRoom] has it, every source that brings more is told to pause, and all are resumed when a
/// quarter of it is free. A source that brings more all the same (what its loop had read before it
/// paused) is taken in, so nothing is lost and no loop ever waits: what waits is at most that and
/// one read of each source. Batches that are kept for what comes next hold at most twice as much
/// again, until a while without messages. Nothing can lock up: the thread waits for nobody but its
/// handler, and a loop only for the short lock.
///
/// For each source: [Inbox#open] first, [Inbox#add] for each message, [Inbox#end] when no more come
/// and somebody wants to know when all were handled, [Inbox#forget] last.
@NullMarked
package dev.starling.transport.inbox;

import org.jspecify.annotations.NullMarked;

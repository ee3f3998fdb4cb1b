/// Outgoing batches: senders copy messages back to back into one buffer, the loop swaps it out.
///
/// An idle link sends at once; batches grow only while its loop is busy, so no timer decides. A
/// buffer is taken with the first message and given back when everything is written.
@NullMarked
package dev.starling.transport.batch;

import org.jspecify.annotations.NullMarked;

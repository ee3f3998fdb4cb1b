/// Tests of the hand-over to a thread that may wait.
@NullMarked
package dev.starling.transport.inbox;

import org.jspecify.annotations.NullMarked;

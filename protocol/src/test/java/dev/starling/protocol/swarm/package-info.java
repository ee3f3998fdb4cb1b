/// Roster and redials by themselves, in virtual time.
@NullMarked
package dev.starling.protocol.swarm;

import org.jspecify.annotations.NullMarked;

/// Whom to be connected to: one link under each name, and calling again whom we want.
///
/// [Roster] is the table of names; [Redials] the machine that calls, with [FromNetwork] as all that
/// can happen to it and [ToNetwork] as all that it can ask for.
@NullMarked
package dev.starling.protocol.swarm;

import org.jspecify.annotations.NullMarked;

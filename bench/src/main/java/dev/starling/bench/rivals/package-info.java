/// Starling beside its rivals: the same works, two processes each, in turns, medians and ratios.
///
/// [Compare] forks a receiving and a sending [Side] for each entrant and round.
@NullMarked
package dev.starling.bench.rivals;

import org.jspecify.annotations.NullMarked;

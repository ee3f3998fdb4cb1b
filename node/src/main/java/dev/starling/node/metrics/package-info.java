/// What a node counts and measures, and one picture of it all.
///
/// Counting is plain writes by the thread that is there anyway ([LinkCounts], a row a link);
/// reading is what costs, once a sampling period, by home or whoever asks. `Metric` is the
/// catalogue, `docs/metrics.md` the same for people.
@NullMarked
package dev.starling.node.metrics;

import org.jspecify.annotations.NullMarked;

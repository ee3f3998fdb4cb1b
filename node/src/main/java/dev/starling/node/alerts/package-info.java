/// Thresholds on metrics, and when crossing one is worth a warning.
///
/// A threshold is `metric[.pNN|.rate] (>|<) value [for duration] [clear value]`. It is raised when
/// the measure has been on the bad side for the time that `for` says, and cleared when it is back
/// behind `clear`, which lies on the good side by a tenth unless it is said: so a value that
/// trembles around the threshold is one crossing. Crossings are told at most once a minute for one
/// measure; those kept back are counted in the next that is told. What cannot be told just now
/// (NaN) neither raises nor clears, and its time does not count.
@NullMarked
package dev.starling.node.alerts;

import org.jspecify.annotations.NullMarked;

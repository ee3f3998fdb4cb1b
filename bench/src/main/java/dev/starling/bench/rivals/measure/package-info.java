/// The measuring itself, the same for every rival: what the sending process does, how the receiving
/// one confirms it, and the figures.
@NullMarked
package dev.starling.bench.rivals.measure;

import org.jspecify.annotations.NullMarked;

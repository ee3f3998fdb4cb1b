/// Starling among its rivals.
@NullMarked
package dev.starling.bench.rivals.starling;

import org.jspecify.annotations.NullMarked;

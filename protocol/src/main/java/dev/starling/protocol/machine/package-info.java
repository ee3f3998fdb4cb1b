/// What every machine stands on: it is stepped by one thread, and each of its bounds has a range.
@NullMarked
package dev.starling.protocol.machine;

import org.jspecify.annotations.NullMarked;

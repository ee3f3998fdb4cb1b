/// Planted violations of the rules of this floor.
@NullMarked
package dev.starling.house.planted.transport.frame;

import org.jspecify.annotations.NullMarked;

/// Planted violations of the rules of this floor.
@NullMarked
package dev.starling.house.planted.transport;

import org.jspecify.annotations.NullMarked;

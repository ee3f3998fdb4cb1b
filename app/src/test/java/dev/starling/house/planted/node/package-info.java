/// Planted violations of the rules of this floor.
@NullMarked
package dev.starling.house.planted.node;

import org.jspecify.annotations.NullMarked;

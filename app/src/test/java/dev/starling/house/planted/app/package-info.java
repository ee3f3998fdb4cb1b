/// Planted violations of the rules of this floor.
@NullMarked
package dev.starling.house.planted.app;

import org.jspecify.annotations.NullMarked;

/// Planted violations of the rules of this floor.
@NullMarked
package dev.starling.house.planted.protocol.message;

import org.jspecify.annotations.NullMarked;

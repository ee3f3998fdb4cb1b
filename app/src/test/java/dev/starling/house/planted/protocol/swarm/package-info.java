/// Planted violations of the rules of this floor.
@NullMarked
package dev.starling.house.planted.protocol.swarm;

import org.jspecify.annotations.NullMarked;

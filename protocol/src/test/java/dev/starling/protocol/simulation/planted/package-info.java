/// Nodes with one broken rule each; the simulation must find every one of them.
@NullMarked
package dev.starling.protocol.simulation.planted;

import org.jspecify.annotations.NullMarked;

/// Many machines, one clock, one seed: nodes that lose and find each other on paths that fail.
@NullMarked
package dev.starling.protocol.simulation;

import org.jspecify.annotations.NullMarked;

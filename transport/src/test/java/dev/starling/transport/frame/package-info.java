/// Tests of cutting frames.
@NullMarked
package dev.starling.transport.frame;

import org.jspecify.annotations.NullMarked;

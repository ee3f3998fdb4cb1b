/// Tests of what generated verifiers stand on.
@NullMarked
package dev.starling.wire.verify;

import org.jspecify.annotations.NullMarked;

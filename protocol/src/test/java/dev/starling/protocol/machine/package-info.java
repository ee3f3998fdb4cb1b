/// What machines stand on.
@NullMarked
package dev.starling.protocol.machine;

import org.jspecify.annotations.NullMarked;

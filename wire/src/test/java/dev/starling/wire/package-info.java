@NullMarked
package dev.starling.wire;

import org.jspecify.annotations.NullMarked;

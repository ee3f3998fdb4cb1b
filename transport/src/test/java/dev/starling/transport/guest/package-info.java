/// Tests of the raw port.
@NullMarked
package dev.starling.transport.guest;

import org.jspecify.annotations.NullMarked;

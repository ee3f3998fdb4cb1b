@NullMarked
package dev.starling.transport.memory;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.starling.transport;

import org.jspecify.annotations.NullMarked;

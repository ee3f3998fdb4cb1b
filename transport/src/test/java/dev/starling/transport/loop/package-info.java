@NullMarked
package dev.starling.transport.loop;

import org.jspecify.annotations.NullMarked;

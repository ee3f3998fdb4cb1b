@NullMarked
package dev.starling.transport.tcp;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.starling.transport.batch;

import org.jspecify.annotations.NullMarked;

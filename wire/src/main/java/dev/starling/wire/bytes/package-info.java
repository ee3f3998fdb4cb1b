/// Bytes of messages where they lie, as numbers and as tables.
@NullMarked
package dev.starling.wire.bytes;

import org.jspecify.annotations.NullMarked;

/// The floor: Netty alone, with frames of a length and opaque bytes, as fast as it is known to go
/// when another thread than the loop makes the messages.
@NullMarked
package dev.starling.bench.rivals.netty;

import org.jspecify.annotations.NullMarked;

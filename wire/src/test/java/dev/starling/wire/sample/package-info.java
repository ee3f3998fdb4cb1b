/// Valid messages made from a seed, as flatbuffers-java writes them.
@NullMarked
package dev.starling.wire.sample;

import org.jspecify.annotations.NullMarked;

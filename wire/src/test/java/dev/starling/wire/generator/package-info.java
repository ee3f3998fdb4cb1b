/// Writes the verifier of a schema as Java source, from the binary schema alone.
///
/// Stands on nothing but flatbuffers-java and the JDK, as it also runs from source: the verifier it
/// writes is part of what it would else be compiled with. What it cannot check it refuses.
@NullMarked
package dev.starling.wire.generator;

import org.jspecify.annotations.NullMarked;

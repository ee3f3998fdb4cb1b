/// Makes the files below `src/test/resources/corpus`: for each way to be refused one small message,
/// and for what looks wrong and is legal one too.
@NullMarked
package dev.starling.wire.corpus;

import org.jspecify.annotations.NullMarked;

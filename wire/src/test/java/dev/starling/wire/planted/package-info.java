/// Defects that tests prove their guards to find.
@NullMarked
package dev.starling.wire.planted;

import org.jspecify.annotations.NullMarked;

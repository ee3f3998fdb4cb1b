/// Defects that the tests of the comparison must find.
@NullMarked
package dev.starling.bench.rivals.planted;

import org.jspecify.annotations.NullMarked;

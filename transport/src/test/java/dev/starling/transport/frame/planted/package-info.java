/// Defects that the tests of cutting frames must find.
@NullMarked
package dev.starling.transport.frame.planted;

import org.jspecify.annotations.NullMarked;

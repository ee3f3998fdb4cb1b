/// Defects that tests prove their guards to find.
@NullMarked
package dev.starling.node.planted;

import org.jspecify.annotations.NullMarked;

/// Defects that tests plant in the running program.
@NullMarked
package dev.starling.app.planted;

import org.jspecify.annotations.NullMarked;

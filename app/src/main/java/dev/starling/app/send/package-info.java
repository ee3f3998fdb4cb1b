/// The sending side: files are checked first, then sent over one connection to its orderly end.
@NullMarked
package dev.starling.app.send;

import org.jspecify.annotations.NullMarked;

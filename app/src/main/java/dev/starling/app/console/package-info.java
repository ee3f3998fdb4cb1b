/// The program's streams and manners: data on stdout, talk on stderr, one line an error.
@NullMarked
package dev.starling.app.console;

import org.jspecify.annotations.NullMarked;

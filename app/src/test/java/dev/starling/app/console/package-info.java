@NullMarked
package dev.starling.app.console;

import org.jspecify.annotations.NullMarked;

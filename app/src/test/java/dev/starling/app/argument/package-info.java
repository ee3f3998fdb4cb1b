@NullMarked
package dev.starling.app.argument;

import org.jspecify.annotations.NullMarked;

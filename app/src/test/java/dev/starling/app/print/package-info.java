@NullMarked
package dev.starling.app.print;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.starling.examples;

import org.jspecify.annotations.NullMarked;

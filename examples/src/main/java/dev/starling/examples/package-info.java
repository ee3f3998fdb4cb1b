/// One file each, to be read and run; beside each lies what it prints.
@NullMarked
package dev.starling.examples;

import org.jspecify.annotations.NullMarked;

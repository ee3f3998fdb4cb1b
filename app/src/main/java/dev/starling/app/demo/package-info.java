/// The demonstration: three nodes that live together for some seconds, told line by line.
@NullMarked
package dev.starling.app.demo;

import org.jspecify.annotations.NullMarked;

/// What the README shows.
@NullMarked
package dev.starling.iocp.example;

import org.jspecify.annotations.NullMarked;

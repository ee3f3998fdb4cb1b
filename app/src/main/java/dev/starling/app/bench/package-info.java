/// How fast two nodes in two processes are: one serves, one measures.
@NullMarked
package dev.starling.app.bench;

import org.jspecify.annotations.NullMarked;

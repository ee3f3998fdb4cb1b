/// One link as the application holds it: the way out, the questions that wait, the figures.
@NullMarked
package dev.starling.node.peer;

import org.jspecify.annotations.NullMarked;

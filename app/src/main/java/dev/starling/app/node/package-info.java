/// A node that runs at the command line: what happens to it is told, what is typed is sent.
@NullMarked
package dev.starling.app.node;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.starling.node.io;

import org.jspecify.annotations.NullMarked;

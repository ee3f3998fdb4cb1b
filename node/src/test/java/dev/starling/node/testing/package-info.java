/// What the tests of nodes share.
@NullMarked
package dev.starling.node.testing;

import org.jspecify.annotations.NullMarked;

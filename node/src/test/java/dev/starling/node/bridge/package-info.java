/// Tests of how machines and links meet, with links that only a test moves.
@NullMarked
package dev.starling.node.bridge;

import org.jspecify.annotations.NullMarked;

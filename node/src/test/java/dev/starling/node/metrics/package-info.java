@NullMarked
package dev.starling.node.metrics;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.starling.node.home;

import org.jspecify.annotations.NullMarked;

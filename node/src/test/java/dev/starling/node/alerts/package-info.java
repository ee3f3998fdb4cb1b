@NullMarked
package dev.starling.node.alerts;

import org.jspecify.annotations.NullMarked;

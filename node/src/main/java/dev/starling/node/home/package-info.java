/// The thread that stays connected: whom to call, and when again.
@NullMarked
package dev.starling.node.home;

import org.jspecify.annotations.NullMarked;

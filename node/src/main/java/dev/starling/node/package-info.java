/// The public API: one running peer of Starling.
///
/// [dev.starling.node.Node] is where to begin; [dev.starling.node.Message] makes what is sent.
@NullMarked
package dev.starling.node;

import org.jspecify.annotations.NullMarked;

/// Machines on one side, links on the other.
///
/// For each link: `LinkReader` makes messages and deadlines into steps of the link's exchange,
/// `LinkBridge` does what the exchange asks for, `Delivery` hands over to the handler's thread. For
/// all: [dev.starling.node.bridge.Links] has them, `Names` says who holds which name.
@NullMarked
package dev.starling.node.bridge;

import org.jspecify.annotations.NullMarked;

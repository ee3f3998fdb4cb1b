/// Words: what peers say to each other, verified and read in place.
///
/// A message arrives as bytes that nobody trusts. [Verifier] checks every offset, length, cap and
/// character against the schema and hands out a [Verified], the only form in which the floors above
/// see a message. [dev.starling.wire.build] makes messages; [dev.starling.wire.schema] is generated
/// and imported by this module alone.
@NullMarked
package dev.starling.wire;

import org.jspecify.annotations.NullMarked;

/// The second verifier, for tests: reads the binary schema while it walks a message.
///
/// Shares nothing with the generated one but the list of reasons, so that an error must be made
/// twice to go unseen. Slow and plain: it throws at the first broken rule and copies as it likes.
@NullMarked
package dev.starling.wire.interpreter;

import org.jspecify.annotations.NullMarked;

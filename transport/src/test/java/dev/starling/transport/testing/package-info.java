/// What the tests of pipes share: a message, a reader that remembers, both ends of a link.
@NullMarked
package dev.starling.transport.testing;

import org.jspecify.annotations.NullMarked;

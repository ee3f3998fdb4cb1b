/// Planted defects that the tests of the exchange must find.
@NullMarked
package dev.starling.protocol.message.planted;

import org.jspecify.annotations.NullMarked;

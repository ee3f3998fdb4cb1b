/// The exchange by itself, in virtual time, with a recording twin of its link.
@NullMarked
package dev.starling.protocol.message;

import org.jspecify.annotations.NullMarked;

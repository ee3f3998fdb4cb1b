/// What a generated verifier stands on: the bounds, the budget and the checks every schema needs.
@NullMarked
package dev.starling.wire.verify;

import org.jspecify.annotations.NullMarked;

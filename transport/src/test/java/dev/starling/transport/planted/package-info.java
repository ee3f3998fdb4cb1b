/// Planted defects: each proves that a guard of this module finds what it looks for.
@NullMarked
package dev.starling.transport.planted;

import org.jspecify.annotations.NullMarked;

/// The rules of the house as tests, and for each of them a planted violation that it must find.
@NullMarked
package dev.starling.house;

import org.jspecify.annotations.NullMarked;

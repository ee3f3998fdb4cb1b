/// Messages of our own making.
@NullMarked
package dev.starling.app.message;

import org.jspecify.annotations.NullMarked;

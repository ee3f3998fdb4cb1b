@NullMarked
package dev.starling.app.file;

import org.jspecify.annotations.NullMarked;

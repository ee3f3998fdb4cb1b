/// Files of messages: read in place with bounded memory, written whole or not at all.
@NullMarked
package dev.starling.app.file;

import org.jspecify.annotations.NullMarked;

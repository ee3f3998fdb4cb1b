/// How messages are shown: three lines for people, one JSON object for programs.
///
/// What a peer wrote is data. Whatever could move a cursor, change a colour, turn the reading
/// direction or start a line of its own is escaped here, in both forms.
@NullMarked
package dev.starling.app.print;

import org.jspecify.annotations.NullMarked;

/// The commands, one file each, and [Starling], which holds them together.
///
/// A command parses nothing itself and prints no error: it throws a
/// [dev.starling.app.console.Failure], and [Errors] says it.
@NullMarked
package dev.starling.app.command;

import org.jspecify.annotations.NullMarked;

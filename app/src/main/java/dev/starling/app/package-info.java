/// The program: what stands between a person's terminal and the floors below.
///
/// [Main] runs one command. stdout is data, stderr is talk, every error is one line, and the exit
/// code says what happened: see [dev.starling.app.console.ExitCode].
@NullMarked
package dev.starling.app;

import org.jspecify.annotations.NullMarked;

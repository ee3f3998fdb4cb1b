/// Talking with whoever is at the terminal: lines come in while others appear above.
///
/// In a terminal that is a prompt with history; anywhere else it is stdin, stdout and stderr.
@NullMarked
package dev.starling.app.prompt;

import org.jspecify.annotations.NullMarked;

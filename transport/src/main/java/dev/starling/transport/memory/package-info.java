/// Pipes in memory: the same promises as TCP without sockets, for tests and for peers in one JVM.
@NullMarked
package dev.starling.transport.memory;

import org.jspecify.annotations.NullMarked;

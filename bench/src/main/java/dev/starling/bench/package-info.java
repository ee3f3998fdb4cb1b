/// Benchmarks (JMH) of what every message costs; docs/performance.md has the command.
@NullMarked
package dev.starling.bench;

import org.jspecify.annotations.NullMarked;

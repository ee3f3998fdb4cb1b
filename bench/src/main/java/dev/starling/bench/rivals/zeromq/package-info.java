/// JeroMQ, ZeroMQ in Java.
@NullMarked
package dev.starling.bench.rivals.zeromq;

import org.jspecify.annotations.NullMarked;

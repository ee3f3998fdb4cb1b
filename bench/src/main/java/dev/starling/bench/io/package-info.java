/// The I/O mechanisms beside each other: the same work on io_uring, epoll and NIO, in one run.
///
/// [MechanismBench] starts two processes for every mechanism and round, an [EchoPeer] and a
/// [LoadPeer], takes turns between the mechanisms and prints medians and ratios.
@NullMarked
package dev.starling.bench.io;

import org.jspecify.annotations.NullMarked;

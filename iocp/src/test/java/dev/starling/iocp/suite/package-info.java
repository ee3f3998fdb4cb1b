/// Netty's own tests of transports, run with this one.
///
/// They take their channels from a class of Netty's, for which the class path has one of the same
/// name here that asks [dev.starling.iocp.suite.Pairing].
@NullMarked
package dev.starling.iocp.suite;

import org.jspecify.annotations.NullMarked;

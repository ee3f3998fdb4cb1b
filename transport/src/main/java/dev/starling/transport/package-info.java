/// Pipes: connections that carry bytes between peers, whatever they are made of.
///
/// A [Transport] makes [Link]s, a link carries [LinkStream]s, and a stream hands what arrives to
/// its [StreamReader]. The floors above know these four; that Netty moves the bytes is known only
/// inside this module's rooms.
@NullMarked
package dev.starling.transport;

import org.jspecify.annotations.NullMarked;

/// Datagrams: what a channel of them sends, receives, joins and is configured by.
@NullMarked
package dev.starling.iocp.datagram;

import org.jspecify.annotations.NullMarked;

/// Plain TCP: links over sockets, on whatever mechanism the event loops use.
@NullMarked
package dev.starling.transport.tcp;

import org.jspecify.annotations.NullMarked;

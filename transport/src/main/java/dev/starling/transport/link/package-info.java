/// The life of a plain link, over whatever carries its bytes.
///
/// [Pipe] is what a socket or a memory buffer can do; [PlainLink] is everything a link promises
/// beyond that: when it reads, how it ends, its deadlines. So every kind of pipe keeps the same
/// promises.
@NullMarked
package dev.starling.transport.link;

import org.jspecify.annotations.NullMarked;

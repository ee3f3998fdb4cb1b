/// Frames: whole messages cut out of a stream of bytes, where they lie.
///
/// A frame is a length of 4 bytes, little-endian and unsigned, and a message that carries its
/// identifier. [FrameReader] is a pure machine: the bytes of one read go in, whole messages come
/// out in place, and only the frame that straddles two reads is copied, into memory that grows with
/// the bytes that came and never with the length that was announced. [MessageReader] puts the
/// verifier behind it:
///
/// ```
/// MessageReader reader = new MessageReader(Framing.RAW, frameBytesMax, new FramePool(1 << 20), sink);
/// Offence offence = reader.read(window);      // once for each read, until it is not null
/// offence = reader.end();                     // at the end of the stream
/// long where = reader.offenceOffset();        // byte of the stream where the rule was broken
/// reader.close();
/// ```
@NullMarked
package dev.starling.transport.frame;

import org.jspecify.annotations.NullMarked;

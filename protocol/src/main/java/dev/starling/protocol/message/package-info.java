/// What two peers say on one link: HELLO first, PING to know that the other still hears, and the
/// application's messages between.
///
/// [Exchange] is the machine; [FromLink] is all that can happen to it, [ToLink] all that it can ask
/// for. Who accepted the link is patient: until HELLO comes, the other side is a guest, and nothing
/// is written to it. docs/protocols.md has the rules in words.
@NullMarked
package dev.starling.protocol.message;

import org.jspecify.annotations.NullMarked;

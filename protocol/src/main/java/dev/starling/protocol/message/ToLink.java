package dev.starling.protocol.message;

import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.build.Encoded;

/// All that the machine of a link asks for; nothing here may call the machine back at once.
///
/// After [#close] or [#reset] it asks for nothing more.
public interface ToLink {
    /// Takes the message, copied at once; false when there is no room, or when an unproven client
    /// would be sent more than its [Allowance]. After false comes [FromLink#onRoom].
    boolean trySend(Encoded message);

    /// Whom we called says that this is its name; false when that is our own.
    boolean onReached(String name);

    /// Asks for the one place under this name; `dialled` says whether the link is our call, which
    /// the other side has taken.
    Claim claim(String name, boolean dialled);

    /// Whether the message being handed over stands for its whole stream, without a length: its
    /// sender cannot be answered, so it stays a guest.
    boolean isBare();

    /// The other side has said who it is, and the name is its own.
    void onGreeted(Greeting who);

    /// The other side answered its first PING: it hears us, and is where it says it is.
    void onProven();

    /// How long a PING and its answer took.
    void onRoundTrip(long nanos);

    /// For the application: CHAT, DATA, types from a newer schema, and whatever a guest says.
    void deliver(Verified message);

    /// For the application: a METRIC_WARNING of a peer, at most one a `warningGapNanos`.
    void deliverWarning(Verified message);

    /// Counted and told; the link lives.
    void punish(Offence offence);

    /// Ends the link in order: what was accepted for it is written first.
    void close(CloseCode code);

    /// Cuts the link off.
    void reset(CloseCode code, Offence offence);

    /// Whether reading was held back on our side since this was asked last.
    boolean takeHeldUp();
}

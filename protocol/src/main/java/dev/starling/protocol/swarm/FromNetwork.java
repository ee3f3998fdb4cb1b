package dev.starling.protocol.swarm;

/// All that can happen to whom we want to be connected to; every call comes from home.
///
/// A dial that was asked for ends in exactly one of [#onDialFailed], [#onUp], [#onCovered] and
/// [#onSelf]: it lasts until the other side is proven.
public interface FromNetwork {
    /// We want to stay connected to this address; false when there are `targetsMax` already.
    boolean onWanted(String target, long nowNanos);

    /// We do not care any more; a link that is up stays up.
    void onUnwanted(String target);

    /// Nobody was reached, or the link ended before the other side was proven.
    void onDialFailed(String target, long nowNanos);

    /// The other side is proven, its name is this.
    void onUp(String target, String name, long nowNanos);

    /// The link that was up is gone.
    void onDown(String target, long nowNanos);

    /// Behind the target is a name to which there is another link.
    void onCovered(String target, String name, long nowNanos);

    /// Behind the target are we ourselves.
    void onSelf(String target);

    /// There is no link to this name any more, whoever had called.
    void onLost(String name, long nowNanos);

    /// When [#onDeadline] wants to be called; `Long.MAX_VALUE` for never. Asked after every call.
    long deadlineNanos();

    /// The deadline has passed.
    void onDeadline(long nowNanos);
}

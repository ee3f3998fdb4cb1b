package dev.starling.transport;

import dev.starling.wire.Offence;
import org.jspecify.annotations.Nullable;

/// How a link ended.
///
/// @param how which of the ways a link can end
/// @param offence what the peer had done, with [How#RESET_BY_US] only
/// @param unwrittenBytes accepted bytes that were never handed to the operating system
public record Closed(How how, @Nullable Offence offence, long unwrittenBytes) {
    /// The ways a link can end.
    public enum How {
        /// We closed it in order.
        CLOSED,
        /// We cut it off.
        RESET_BY_US,
        /// The other side cut it off, or the path broke.
        RESET_BY_PEER
    }
}

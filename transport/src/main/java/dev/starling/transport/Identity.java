package dev.starling.transport;

import org.jspecify.annotations.Nullable;

/// Who is at the other end of a link: a peer id that the handshake proved, or nobody known.
///
/// @param peerId the proven peer id, null where the pipe proves nothing
public record Identity(@Nullable String peerId) {
    /// The other end of a plain link: anybody.
    public static final Identity UNVERIFIED = new Identity(null);

    public boolean isVerified() {
        return peerId != null;
    }
}

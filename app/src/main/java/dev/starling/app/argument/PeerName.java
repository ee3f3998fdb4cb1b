package dev.starling.app.argument;

import dev.starling.wire.WireLimits;
import java.nio.charset.StandardCharsets;

/// What a node is called, as people type it.
///
/// @param text 1 to 256 bytes of UTF-8 without blanks at its ends or controls
public record PeerName(String text) {
    /// Understands `text`.
    ///
    /// @throws IllegalArgumentException that says what is wrong with `text`
    public static PeerName parse(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a name has at least one letter");
        }
        if (!text.equals(text.strip()) || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "a name has no blanks at its ends and no control characters");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > WireLimits.SENDER_ID_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a name has at most %d bytes, this one has %d"
                            .formatted(WireLimits.SENDER_ID_BYTES_MAX, bytes));
        }
        return new PeerName(text);
    }
}

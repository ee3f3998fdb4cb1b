package dev.starling.app.file;

import dev.starling.app.console.Console;
import dev.starling.app.console.Failure;
import dev.starling.node.io.RawReader;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A file of messages back to back, or of one bare message as flatc writes it; read in pieces.
public final class MessageFile {
    private static final int READ_BYTES = 64 << 10;

    private final Source source;
    private final Source origin;
    private final Console console;

    public MessageFile(Source source, Console console) {
        this(source, source, console);
    }

    /// @param origin where the copy in `source` came from, for lines of talk
    public MessageFile(Source source, Source origin, Console console) {
        this.source = source;
        this.origin = origin;
        this.console = console;
    }

    /// Hands every message to `taker` and says how many there were.
    ///
    /// @throws Failure when the file cannot be read, is empty, or holds what is no message: with
    ///   file, byte offset and rule, after the good ones before it
    /// @throws IOException when the taker could not write
    public long read(MessageTaker taker) throws Failure, IOException, InterruptedException {
        Relay relay = new Relay(taker);
        try (InputStream in = source.open(console);
                RawReader reader = new RawReader(relay::onMessage)) {
            pump(in, reader, relay);
        }
        if (relay.count == 0) {
            throw new Failure(origin.shown() + ": empty, expected a message");
        }
        return relay.count;
    }

    private void pump(InputStream in, RawReader reader, Relay relay)
            throws Failure, IOException, InterruptedException {
        byte[] piece = new byte[READ_BYTES];
        Offence broken = null;
        for (int n = readPiece(in, piece); n >= 0 && broken == null; n = readPiece(in, piece)) {
            broken = reader.read(ByteBuffer.wrap(piece, 0, n));
            relay.rethrow();
        }
        broken = broken == null ? reader.end() : broken;
        relay.rethrow();
        if (broken != null) {
            throw new Failure(
                    "%s: at byte %d: %s"
                            .formatted(origin.shown(), reader.offenceOffset(), broken.rule()));
        }
    }

    private int readPiece(InputStream in, byte[] piece) throws Failure {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw origin.unreadable(e);
        }
    }

    /// Carries what the taker throws past the reader, which knows no exceptions.
    private static final class Relay {
        private final MessageTaker taker;
        private @Nullable Exception trouble;
        private long count;

        Relay(MessageTaker taker) {
            this.taker = taker;
        }

        void onMessage(Verified message) {
            if (trouble == null) {
                try {
                    taker.take(message);
                    count++;
                } catch (IOException | Failure | InterruptedException e) {
                    trouble = e;
                }
            }
        }

        void rethrow() throws Failure, IOException, InterruptedException {
            switch (trouble) {
                case null -> {}
                case Failure e -> throw e;
                case IOException e -> throw e;
                case InterruptedException e -> throw e;
                default -> throw new IllegalStateException(trouble);
            }
        }
    }
}

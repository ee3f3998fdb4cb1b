package dev.starling.bench;

import dev.starling.node.metrics.LinkCounts;
import dev.starling.node.metrics.Metrics;
import dev.starling.transport.batch.Batch;
import dev.starling.transport.batch.Outbox;
import dev.starling.transport.frame.FrameMemory;
import dev.starling.transport.frame.Framing;
import dev.starling.transport.frame.MessageReader;
import dev.starling.wire.MessageType;
import dev.starling.wire.Offence;
import dev.starling.wire.Verified;
import dev.starling.wire.VerifiedBatch;
import dev.starling.wire.WireLimits;
import dev.starling.wire.build.MessageTemplate;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way of chats from a template to a handler on one thread and without a socket, over and over,
/// for `step.c` to count its instructions: with the metrics of a link or, by `plain`, without.
///
/// Left out are the exchange, the loop and the kernel: so the share of counting is less in life.
public final class CountedPath {
    static final int ROUND_MESSAGES = 64;
    private static final int OUTBOX_BYTES = 1 << 20;
    private static final int BATCH_BYTES = 64 << 10;
    private static final byte[] TEXT = "x".repeat(64).getBytes(StandardCharsets.UTF_8);

    private final MessageTemplate chat = MessageTemplate.chat("alice", "lobby");
    private final Outbox outbox;
    private final MessageReader reader;
    private final VerifiedBatch inbox = new VerifiedBatch();
    private final List<Batch> swapped = new ArrayList<>();
    private long sent;
    private long handledBytes;

    private CountedPath(@Nullable LinkCounts row) {
        ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;
        outbox = new Outbox(OUTBOX_BYTES, BATCH_BYTES, allocator, () -> {});
        if (row != null) {
            outbox.counter(row::onOut);
        }
        reader =
                new MessageReader(
                        Framing.PREFIXED,
                        WireLimits.FRAME_BYTES_MAX,
                        new NoMemory(),
                        row == null
                                ? this::take
                                : message -> {
                                    row.onIn(
                                            message.type(),
                                            WireLimits.PREFIX_BYTES + message.sizeBytes());
                                    return take(message);
                                });
    }

    /// Says which thread it runs on, then runs until it is killed; each round is one more in the
    /// file.
    ///
    /// @param args `counted`, `plain` or `counts`, which does nothing else, and the file
    public static void main(String[] args) throws Exception {
        LinkCounts row = new Metrics().open();
        CountedPath path = new CountedPath(args[0].equals("plain") ? null : row);
        Runnable step = args[0].equals("counts") ? () -> count(row) : path::round;
        try (FileChannel file =
                FileChannel.open(
                        Path.of(args[1]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            MappedByteBuffer rounds = file.map(MapMode.READ_WRITE, 0, Long.BYTES);
            rounds.order(ByteOrder.LITTLE_ENDIAN);
            System.out.println(Path.of("/proc/thread-self").toRealPath().getFileName());
            for (long round = 1; path.handledBytes >= 0; round++) {
                step.run();
                rounds.putLong(0, round);
            }
        }
    }

    private static void count(LinkCounts row) {
        for (int i = 0; i < ROUND_MESSAGES; i++) {
            row.onOut(MessageType.CHAT, i);
            row.onIn(MessageType.CHAT, i);
        }
    }

    /// One batch of messages from here to there.
    void round() {
        for (int i = 0; i < ROUND_MESSAGES; i++) {
            chat.id(sent++, 1).sentAtMicros(sent).text(TEXT, 0, TEXT.length);
            if (!outbox.tryAdd(chat)) {
                throw new IllegalStateException("no room");
            }
        }
        outbox.onWake();
        outbox.swap(swapped);
        for (Batch batch : swapped) {
            read(batch);
            outbox.onWritten(batch);
        }
        swapped.clear();
    }

    private void read(Batch batch) {
        ByteBuffer bytes = batch.buffer().nioBuffer();
        if (reader.read(bytes) != null || reader.isMidFrame()) {
            throw new IllegalStateException("not read as it was written");
        }
        for (int at = 0; at < ROUND_MESSAGES; at++) {
            Verified message = inbox.next();
            if (message.type() == MessageType.CHAT) {
                handledBytes += message.chat().text().sizeBytes();
            }
        }
        inbox.clear();
    }

    private @Nullable Offence take(Verified message) {
        inbox.add(message);
        return null;
    }

    /// No frame here is cut in two.
    private static final class NoMemory implements FrameMemory {
        @Override
        public byte @Nullable [] lend(int bytesMin) {
            return null;
        }

        @Override
        public void giveBack(byte[] array) {}

        @Override
        public Offence fullOffence() {
            return Offence.GUESTS_TOO_LARGE;
        }
    }
}

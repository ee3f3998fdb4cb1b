package dev.starling.app.sample;

import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import dev.starling.wire.build.MessageBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Frames made for tests, and frames changed in ways that no builder offers.
public final class Samples {
    private static final int PREFIX_BYTES = 4;
    private static final int BODY_TYPE_SLOT = 10;

    private Samples() {}

    public static byte[] chat(String sender, String text) {
        return new MessageBuilder().sender(sender).chat(text, null).toFrame();
    }

    /// The frame as the view that a reader gets to see.
    public static Verified read(byte[] frame) {
        Verifier verifier = new Verifier();
        Verified message =
                verifier.verify(ByteBuffer.wrap(frame), PREFIX_BYTES, frame.length - PREFIX_BYTES);
        if (message == null) {
            throw new AssertionError(verifier.offence() + " at " + verifier.offenceOffset());
        }
        return message;
    }

    /// The frame with another body type, as a newer schema might bring it.
    public static byte[] withType(byte[] frame, int code) {
        byte[] changed = frame.clone();
        changed[field(frame, rootTable(frame), BODY_TYPE_SLOT)] = (byte) code;
        return changed;
    }

    /// The frame of a METRIC_WARNING with comparison and severity from a newer schema.
    public static byte[] withWarningCodes(byte[] frame, int comparison, int severity) {
        byte[] changed = frame.clone();
        int bodyField = field(frame, rootTable(frame), BODY_TYPE_SLOT + 2);
        int body = bodyField + little(frame).getInt(bodyField);
        changed[field(frame, body, 10)] = (byte) comparison;
        changed[field(frame, body, 12)] = (byte) severity;
        return changed;
    }

    /// The message without its length prefix, as flatc writes it.
    public static byte[] bare(byte[] frame) {
        return Arrays.copyOfRange(frame, PREFIX_BYTES, frame.length);
    }

    /// The parts, one after the other.
    public static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static int rootTable(byte[] frame) {
        return PREFIX_BYTES + little(frame).getInt(PREFIX_BYTES);
    }

    /// Where a field of the table at `table` lies, found through its vtable.
    private static int field(byte[] frame, int table, int slot) {
        ByteBuffer bytes = little(frame);
        int vtable = table - bytes.getInt(table);
        int offset = bytes.getShort(vtable + slot);
        if (offset == 0) {
            throw new AssertionError("the field of slot " + slot + " is absent");
        }
        return table + offset;
    }

    private static ByteBuffer little(byte[] frame) {
        return ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package dev.starling.wire.sample;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.schema.Body;
import dev.starling.wire.schema.Chat;
import dev.starling.wire.schema.Data;
import dev.starling.wire.schema.Hello;
import dev.starling.wire.schema.Id;
import dev.starling.wire.schema.Message;
import dev.starling.wire.schema.MetricWarning;
import dev.starling.wire.schema.Ping;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Valid messages of every type made from a seed, without length prefix.
public final class Samples {
    private static final byte UNKNOWN_TYPE = 9;

    private final RandomGenerator random;
    private final int textBytesMax;

    public Samples(RandomGenerator random, int textBytesMax) {
        this.random = random;
        this.textBytesMax = textBytesMax;
    }

    /// A message of the next kind; one in two is aligned from a length prefix, one from itself.
    public byte[] next() {
        FlatBufferBuilder builder = new FlatBufferBuilder(256);
        int body;
        byte type = (byte) (1 + random.nextInt(6));
        switch (type) {
            case Body.Hello -> body = hello(builder);
            case Body.Ping ->
                    body = Ping.createPing(builder, random.nextLong(), random.nextBoolean());
            case Body.Chat -> body = chat(builder);
            case Body.MetricWarning -> body = warning(builder);
            case Body.Data -> body = data(builder);
            default -> {
                type = UNKNOWN_TYPE;
                body = Ping.createPing(builder, random.nextLong(), true);
            }
        }
        return message(builder, type, body);
    }

    /// A message around a body that is already in the builder.
    public byte[] message(FlatBufferBuilder builder, byte type, int body) {
        int sender = random.nextInt(4) == 0 ? 0 : text(builder, 256);
        Message.startMessage(builder);
        if (random.nextBoolean()) {
            Message.addId(builder, Id.createId(builder, random.nextLong(), random.nextLong()));
        }
        if (sender != 0) {
            Message.addSenderId(builder, sender);
        }
        if (random.nextBoolean()) {
            Message.addSentAt(builder, random.nextLong());
        }
        Message.addBodyType(builder, type);
        Message.addBody(builder, body);
        if (random.nextInt(4) == 0) {
            Message.addInReplyTo(
                    builder, Id.createId(builder, random.nextLong(), random.nextLong()));
        }
        int root = Message.endMessage(builder);
        if (random.nextBoolean()) {
            Message.finishMessageBuffer(builder, root);
            return builder.sizedByteArray();
        }
        Message.finishSizePrefixedMessageBuffer(builder, root);
        byte[] framed = builder.sizedByteArray();
        return Arrays.copyOfRange(framed, 4, framed.length);
    }

    private int hello(FlatBufferBuilder builder) {
        int capabilities = random.nextBoolean() ? capabilities(builder) : 0;
        int agent = text(builder, 256);
        return Hello.createHello(builder, agent, random.nextInt(3), capabilities);
    }

    private int capabilities(FlatBufferBuilder builder) {
        int[] names = new int[random.nextInt(5)];
        for (int i = 0; i < names.length; i++) {
            names[i] = text(builder, 64);
        }
        return Hello.createCapabilitiesVector(builder, names);
    }

    private int chat(FlatBufferBuilder builder) {
        int room = random.nextBoolean() ? text(builder, 256) : 0;
        return Chat.createChat(builder, text(builder, 65_536), room);
    }

    private int warning(FlatBufferBuilder builder) {
        int metric = text(builder, 128);
        int unit = random.nextBoolean() ? text(builder, 32) : 0;
        int advice = random.nextBoolean() ? text(builder, 1_024) : 0;
        MetricWarning.startMetricWarning(builder);
        MetricWarning.addValue(builder, random.nextDouble());
        MetricWarning.addThreshold(builder, random.nextGaussian());
        MetricWarning.addSince(builder, random.nextLong());
        MetricWarning.addMetric(builder, metric);
        if (unit != 0) {
            MetricWarning.addUnit(builder, unit);
        }
        if (advice != 0) {
            MetricWarning.addAdvice(builder, advice);
        }
        MetricWarning.addComparison(builder, (byte) random.nextInt(3));
        MetricWarning.addSeverity(builder, (byte) random.nextInt(4));
        MetricWarning.addCleared(builder, random.nextBoolean());
        return MetricWarning.endMetricWarning(builder);
    }

    private int data(FlatBufferBuilder builder) {
        byte[] bytes = new byte[random.nextInt(textBytesMax + 1)];
        random.nextBytes(bytes);
        int vector = Data.createBytesVector(builder, bytes);
        int contentType = random.nextBoolean() ? builder.createString("text/plain") : 0;
        return Data.createData(builder, contentType, vector);
    }

    private int text(FlatBufferBuilder builder, int bytesMax) {
        return builder.createString(Texts.any(random, Math.min(bytesMax, textBytesMax)));
    }
}

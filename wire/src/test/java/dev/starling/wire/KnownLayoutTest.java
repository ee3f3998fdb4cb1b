package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.starling.wire.build.MessageBuilder;
import dev.starling.wire.build.MessageTemplate;
import dev.starling.wire.planted.TrustingVerifier;
import dev.starling.wire.sample.Samples;
import dev.starling.wire.schema.Body;
import dev.starling.wire.schema.Hello;
import dev.starling.wire.schema.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A verifier that has seen many messages of one make says of the next what one says that has seen
/// none.
class KnownLayoutTest {
    private static final int OFFSET = 20;
    private static final int PRIMING = 12;
    private static final int SENDER_SLOT = 6;
    private static final int SENT_AT_SLOT = 8;

    private final Verifier primed = new Verifier();

    @Test
    void agreesOnEveryOneByteChangeOfWhatItKnows() {
        Samples samples = new Samples(new Random(61), 40);
        int refused = 0;
        for (int i = 0; i < 25; i++) {
            refused += mutate(this::ours, samples.next());
        }
        refused += mutate(this::ours, chat("hello", 1));
        refused += mutate(this::ours, data(64));
        assertThat(refused).isGreaterThan(10_000);
        assertThat(primed.counts().bugs()).isZero();
    }

    @Test
    void agreesOnSeveralChangesAtOnce() {
        Random random = new Random(62);
        Samples samples = new Samples(random, 40);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            byte[] message = samples.next();
            prime(this::ours, message);
            for (int k = 0; k < 200; k++) {
                byte[] changed = message.clone();
                for (int changes = 2 + random.nextInt(4); changes > 0; changes--) {
                    changed[random.nextInt(changed.length)] =
                            random.nextBoolean()
                                    ? message[random.nextInt(message.length)]
                                    : (byte) (1 << random.nextInt(8));
                }
                refused += agree(this::ours, changed) == null ? 0 : 1;
            }
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void agreesOnTailsOfEveryLengthAndOnWhatStandsBehindThem() {
        byte[] known = chat("x".repeat(40), 1);
        int at = indexOf(known, "x".repeat(40));
        int accepted = 0;
        for (int end = at; end <= known.length + 24; end++) {
            prime(this::ours, known);
            for (int length = -2; length <= end - at + 2; length++) {
                byte[] cut = Arrays.copyOf(known, end);
                int zero = at + length;
                if (zero >= at && zero < end) {
                    Arrays.fill(cut, zero, end, (byte) 0);
                }
                little(cut).putInt(at - Integer.BYTES, length);
                accepted += agree(this::ours, cut) == null ? 1 : 0;
                if (zero >= at && zero + 1 < end) {
                    cut[end - 1] = 1;
                    agree(this::ours, cut);
                }
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    @Test
    void looksAtEveryTextAnew() {
        prime(this::ours, chat("plain", 1));

        assertThat(agree(this::ours, chat("more plain", 2))).isNull();
        assertThat(agree(this::ours, chat("Привет", 3))).isNull();
        byte[] broken = chat("Привет", 3);
        broken[indexOf(broken, "Привет") + 3] = (byte) 0xFF;
        assertThat(agree(this::ours, broken)).isEqualTo(Offence.UTF8);
    }

    /// Fields of one table that lie on top of each other are legal FlatBuffers, and the time is one
    /// that nobody looks at.
    @Test
    void doesNotPassOverAFieldThatSomethingElseLooksAt() {
        byte[] overlapping = chat("hello", 1);
        int table = little(overlapping).getInt(0);
        int vtable = table - little(overlapping).getInt(table);
        int sender = little(overlapping).getShort(vtable + SENDER_SLOT);
        int sentAt = little(overlapping).getShort(vtable + SENT_AT_SLOT);
        int multiple = Long.BYTES;
        int below = sender / multiple * multiple + (sentAt % multiple);
        below -= below > sender ? multiple : 0;
        little(overlapping).putShort(vtable + SENT_AT_SLOT, (short) below);
        prime(this::ours, overlapping);
        assertThat(agree(this::ours, overlapping)).as("the sender lies in the time").isNull();
        assertThat(sender - below).isBetween(0, 4);

        mutate(this::ours, overlapping);
        little(overlapping).putInt(table + sender, Integer.MAX_VALUE);
        assertThat(agree(this::ours, overlapping)).isEqualTo(Offence.OFFSET);
    }

    @Test
    void refusesATailOverItsCap() {
        prime(this::ours, chat("hello", 1));
        byte[] most = chat("x".repeat(WireLimits.TEXT_BYTES_MAX), 1);
        assertThat(agree(this::ours, most)).isNull();

        int at = indexOf(most, "xxx");
        byte[] more = Arrays.copyOf(most, at + WireLimits.TEXT_BYTES_MAX + 2);
        little(more).putInt(at - Integer.BYTES, WireLimits.TEXT_BYTES_MAX + 1);
        more[at + WireLimits.TEXT_BYTES_MAX] = 'x';
        assertThat(agree(this::ours, more)).isEqualTo(Offence.MAX_LEN);
    }

    /// A capability that is said twenty times is paid for by a long agent, not by a short one.
    @Test
    void countsWhatTheHeadSpends() {
        prime(this::ours, hello("a".repeat(256)));

        assertThat(agree(this::ours, hello("b".repeat(256)))).isNull();
        assertThat(agree(this::ours, hello("b"))).isEqualTo(Offence.BUDGET);
    }

    @Test
    void countsWhatItRecognisesAsWhatItDoesNot() {
        byte[] known = chat("hello", 1);
        for (int i = 0; i < 100; i++) {
            assertThat(verdict(primed, known)).isNull();
        }
        assertThat(primed.counts().accepted()).isEqualTo(100);
        assertThat(primed.counts().unknownEnums()).isZero();
    }

    @Test
    void findsAPlantedVerifierThatTrustsWhatLooksAlike() {
        TrustingVerifier trusting = new TrustingVerifier();

        assertThatThrownBy(() -> mutate(trusting::verdict, chat("hello", 1)))
                .isInstanceOf(AssertionError.class);
    }

    private @Nullable Offence ours(byte[] message) {
        return verdict(primed, message);
    }

    /// Changes every byte to every value, with the message itself between, so that it stays known.
    private static int mutate(Function<byte[], @Nullable Offence> verifier, byte[] message) {
        int refused = 0;
        prime(verifier, message);
        for (int at = 0; at < message.length; at++) {
            byte[] changed = message.clone();
            for (int value = 0; value < 256; value++) {
                changed[at] = (byte) value;
                refused += agree(verifier, changed) == null ? 0 : 1;
                if (value % 3 == 0) {
                    agree(verifier, message);
                }
            }
        }
        return refused;
    }

    private static void prime(Function<byte[], @Nullable Offence> verifier, byte[] message) {
        for (int i = 0; i < PRIMING; i++) {
            agree(verifier, message);
        }
    }

    private static @Nullable Offence agree(
            Function<byte[], @Nullable Offence> verifier, byte[] message) {
        Offence fresh = verdict(new Verifier(), message);
        assertThat(verifier.apply(message)).as("%s", Arrays.toString(message)).isEqualTo(fresh);
        return fresh;
    }

    /// From within an array of bytes that would spoil it.
    private static @Nullable Offence verdict(Verifier verifier, byte[] message) {
        byte[] bytes = new byte[OFFSET + message.length + OFFSET];
        Arrays.fill(bytes, (byte) 0xFF);
        System.arraycopy(message, 0, bytes, OFFSET, message.length);
        Verified verified = verifier.verify(bytes, OFFSET, message.length);
        if (verified == null) {
            return verifier.offence();
        }
        FullWalk.read(verified);
        return null;
    }

    private static byte[] chat(String text, long number) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        MessageTemplate chat = MessageTemplate.chat("alice", "lobby");
        return bytes(chat.id(number, 7).sentAtMicros(number).text(utf8, 0, utf8.length).toFrame());
    }

    private static byte[] data(int size) {
        byte[] payload = new byte[size];
        new Random(size).nextBytes(payload);
        return bytes(new MessageBuilder().id(1, 2).data("text/plain", payload, 0, size).toFrame());
    }

    private static byte[] hello(String agent) {
        FlatBufferBuilder fb = new FlatBufferBuilder();
        int last = fb.createString(agent);
        int[] capabilities = new int[20];
        Arrays.fill(capabilities, fb.createString("c".repeat(60)));
        int vector = Hello.createCapabilitiesVector(fb, capabilities);
        int body = Hello.createHello(fb, last, 1, vector);
        Message.startMessage(fb);
        Message.addBody(fb, body);
        Message.addBodyType(fb, Body.Hello);
        Message.finishSizePrefixedMessageBuffer(fb, Message.endMessage(fb));
        return bytes(fb.sizedByteArray());
    }

    private static byte[] bytes(byte[] frame) {
        return Arrays.copyOfRange(frame, WireLimits.PREFIX_BYTES, frame.length);
    }

    private static int indexOf(byte[] message, String text) {
        return new String(message, StandardCharsets.ISO_8859_1)
                .indexOf(
                        new String(
                                text.getBytes(StandardCharsets.UTF_8),
                                StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}

package dev.starling.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.Verified;
import dev.starling.wire.Verifier;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchTest {
    @Test
    void measuresMessagesOfTheSizeItSays() {
        assertThat(Sample.BINARY_288.frame("sender_123").length).isBetween(281, 288);
        assertThat(Sample.TEXT_288.frame("sender_123").length).isBetween(281, 288);
        assertThat(Sample.TEXT_1248.frame("sender_123").length).isBetween(1_241, 1_248);
        assertThat(Sample.BINARY_64K.payload()).hasSize(65_536);
        assertThat(Sample.TEXT_64K.payload()).hasSize(65_536);
        assertThat(Sample.CYRILLIC_64K.payload().length).isBetween(65_520, 65_536);
    }

    @ParameterizedTest
    @EnumSource
    void buildsTheSameMessageInEveryWay(Sample sample) {
        BuildBench bench = new BuildBench();
        bench.sample = sample;
        bench.prepare();

        assertPayload(sample, bench.builder());
        assertPayload(sample, bench.template());
        assertPayload(sample, bench.templateFromString());
    }

    @ParameterizedTest
    @EnumSource
    void verifiesAndReadsWhatItMeasures(Sample sample) {
        VerifyBench bench = new VerifyBench();
        bench.sample = sample;
        bench.prepare();

        for (int i = 0; i < 100; i++) {
            assertThat(bench.inTurns()).isNotNull();
            assertThat(bench.known()).isNotNull();
        }
        assertThat(bench.knownAndRead()).isGreaterThan(sample.payload().length);
    }

    @Test
    void takesInAndHandsBackEveryBatchItMeasures() {
        SwapBench bench = new SwapBench();
        bench.messages = 64;
        for (int i = 0; i < 1_000; i++) {
            assertThat(bench.batch()).isTrue();
        }
        bench.free();
        assertThat(bench.batch()).as("an outbox that has ended").isFalse();
    }

    private static void assertPayload(Sample sample, ByteBuffer frame) {
        Verifier verifier = new Verifier();
        int length = Integer.reverseBytes(frame.duplicate().getInt(0));
        Verified message = Objects.requireNonNull(verifier.verify(frame, 4, length));
        byte[] payload = new byte[sample.payload().length];
        if (sample.isText()) {
            assertThat(message.chat().text().copyTo(payload, 0)).isEqualTo(payload.length);
        } else {
            assertThat(message.data().copyTo(payload, 0)).isEqualTo(payload.length);
        }
        assertThat(payload).isEqualTo(sample.payload());
    }
}

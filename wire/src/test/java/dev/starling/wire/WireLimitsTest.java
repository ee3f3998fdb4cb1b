package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.flatbuffers.reflection.Field;
import com.google.flatbuffers.reflection.Schema;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The bounds in the code against the attributes of the schema.
class WireLimitsTest {
    @Test
    void areTheCapsOfTheSchema() {
        assertThat(caps(Layers.read(Layers.MESSAGE_SCHEMA)))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.ofEntries(
                                Map.entry(
                                        "Message.sender_id max_len",
                                        WireLimits.SENDER_ID_BYTES_MAX),
                                Map.entry("Hello.agent max_len", WireLimits.AGENT_BYTES_MAX),
                                Map.entry(
                                        "Hello.capabilities max_count",
                                        WireLimits.CAPABILITIES_MAX),
                                Map.entry(
                                        "Hello.capabilities max_len",
                                        WireLimits.CAPABILITY_BYTES_MAX),
                                Map.entry("Chat.text max_len", WireLimits.TEXT_BYTES_MAX),
                                Map.entry("Chat.room max_len", WireLimits.ROOM_BYTES_MAX),
                                Map.entry(
                                        "MetricWarning.metric max_len",
                                        WireLimits.METRIC_BYTES_MAX),
                                Map.entry("MetricWarning.unit max_len", WireLimits.UNIT_BYTES_MAX),
                                Map.entry(
                                        "MetricWarning.advice max_len",
                                        WireLimits.ADVICE_BYTES_MAX),
                                Map.entry(
                                        "Data.content_type max_len",
                                        WireLimits.CONTENT_TYPE_BYTES_MAX)));
    }

    private static Map<String, Integer> caps(byte[] bfbs) {
        Map<String, Integer> caps = new TreeMap<>();
        Schema schema = Schema.getRootAsSchema(ByteBuffer.wrap(bfbs));
        for (int i = 0; i < schema.objectsLength(); i++) {
            var type = schema.objects(i);
            String name = type.name().substring(type.name().lastIndexOf('.') + 1);
            for (int j = 0; j < type.fieldsLength(); j++) {
                collect(name + "." + type.fields(j).name() + " ", type.fields(j), caps);
            }
        }
        return caps;
    }

    private static void collect(String name, Field field, Map<String, Integer> caps) {
        for (int i = 0; i < field.attributesLength(); i++) {
            String key = field.attributes(i).key();
            if (key.startsWith("max_")) {
                caps.put(name + key, Integer.valueOf(field.attributes(i).value()));
            }
        }
    }
}

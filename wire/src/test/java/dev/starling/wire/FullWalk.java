package dev.starling.wire;

import java.util.ArrayList;
import java.util.List;

/// Reads everything that a verified message holds, through the view that handlers get.
public final class FullWalk {
    private FullWalk() {}

    /// All values in order; throws if the verifier let something unreadable through.
    public static List<Object> read(Verified message) {
        List<Object> all = new ArrayList<>();
        all.add(message.type());
        all.add(message.typeCode());
        all.add(message.idHigh());
        all.add(message.idLow());
        all.add(message.inReplyToHigh());
        all.add(message.inReplyToLow());
        all.add(message.sentAtMicros());
        add(all, message.senderId());
        switch (message.type()) {
            case HELLO -> hello(all, message.hello());
            case PING -> all.addAll(List.of(message.ping().nonce(), message.ping().isAnswer()));
            case CHAT -> {
                add(all, message.chat().text());
                add(all, message.chat().room());
            }
            case METRIC_WARNING -> warning(all, message.warning());
            case DATA -> data(all, message.data());
            case UNKNOWN -> {}
        }
        return all;
    }

    private static void hello(List<Object> all, HelloBody hello) {
        add(all, hello.agent());
        all.add(hello.protocol());
        for (int i = 0; i < hello.capabilityCount(); i++) {
            all.add(hello.capability(i));
        }
    }

    private static void warning(List<Object> all, WarningBody warning) {
        add(all, warning.metric());
        add(all, warning.unit());
        add(all, warning.advice());
        all.add(warning.value());
        all.add(warning.threshold());
        all.add(warning.comparisonCode());
        all.add(warning.severityCode());
        all.add(warning.isCleared());
        all.add(warning.sinceMicros());
    }

    private static void data(List<Object> all, DataBody data) {
        add(all, data.contentType());
        byte[] bytes = new byte[data.sizeBytes()];
        all.add(data.copyTo(bytes, 0));
    }

    private static void add(List<Object> all, Text text) {
        all.add(text.isPresent());
        all.add(text.sizeBytes());
        all.add(text.toString());
    }
}

package dev.starling.wire.generator;

import com.google.flatbuffers.reflection.Field;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The attributes of one field that narrow what it may hold.
final class Limits {
    private static final Set<String> WITHOUT_MEANING_HERE =
            Set.of("id", "key", "required", "deprecated", "shared");

    private final String owner;
    private final Map<String, String> attributes = new TreeMap<>();

    Limits(String owner, Field field) {
        this.owner = owner;
        for (int i = 0; i < field.attributesLength(); i++) {
            String key = field.attributes(i).key();
            if (!WITHOUT_MEANING_HERE.contains(key)) {
                String value = field.attributes(i).value();
                attributes.put(key, value == null ? "" : value);
            }
        }
    }

    boolean has(String key) {
        return attributes.containsKey(key);
    }

    /// A cap as it is written in Java.
    String cap(String key) {
        if (!has(key)) {
            return "Checks.UNBOUNDED";
        }
        try {
            return Integer.toString(Integer.parseInt(text(key)));
        } catch (NumberFormatException e) {
            throw new Unsupported(owner + ": " + key + " is no number: " + text(key));
        }
    }

    String text(String key) {
        return attributes.getOrDefault(key, "");
    }

    /// Refuses attributes that mean nothing on this type: a limit nobody checks is worse than none.
    void fitting(Kind kind, Kind element) {
        Kind leaf = kind == Kind.VECTOR || kind == Kind.ARRAY ? element : kind;
        for (String key : attributes.keySet()) {
            boolean fits =
                    switch (key) {
                        case "max_len", "ascii" -> leaf == Kind.STRING;
                        case "max_count", "sorted" -> kind == Kind.VECTOR;
                        case "nested_flatbuffer" -> kind == Kind.VECTOR && element == Kind.UINT8;
                        case "finite" -> leaf.isReal();
                        case "range" -> leaf.isReal() || leaf.isInteger();
                        default -> false;
                    };
            if (!fits) {
                throw new Unsupported(owner + ": attribute " + key);
            }
        }
    }
}

package dev.starling.wire.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The methods of the verifier in the making, each written once and named when it is first called.
final class Methods {
    private final Map<String, String> sourceByName = new LinkedHashMap<>();
    private final Map<String, String> subjectByName = new LinkedHashMap<>();

    /// Names the method for `subject`, and writes it if this is its first call.
    String call(String subject, String kind, Supplier<List<String>> lines) {
        String name = name(subject, kind);
        String known = subjectByName.putIfAbsent(name, subject);
        if (known != null && !known.equals(subject)) {
            throw new Unsupported(known + " and " + subject + ", whose short names are the same,");
        }
        if (known == null) {
            sourceByName.put(name, "");
            sourceByName.put(name, String.join("\n", lines.get()));
        }
        return name;
    }

    List<String> sources() {
        return new ArrayList<>(sourceByName.values());
    }

    /// `a.b.Type` is `typeKind`, `a.b.Type.some_field` is `typeSomeFieldKind`.
    static String name(String subject, String kind) {
        String[] parts = subject.split("\\.", -1);
        int from = parts.length - 1;
        while (from > 0 && Character.isLowerCase(parts[from].charAt(0))) {
            from--;
        }
        StringBuilder name = new StringBuilder();
        for (String word :
                String.join("_", List.of(parts).subList(from, parts.length)).split("_", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        name.setCharAt(0, Character.toLowerCase(name.charAt(0)));
        return name + kind;
    }
}

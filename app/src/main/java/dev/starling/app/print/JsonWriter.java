package dev.starling.app.print;

import java.util.HexFormat;

/// A writer of compact JSON.
///
/// Strings hold no character that a terminal would act on: JSON has an escape for each.
public final class JsonWriter {
    private StringBuilder out = new StringBuilder();
    private boolean isFirst = true;

    /// Starts an object at the end of `target`.
    public void begin(StringBuilder target) {
        out = target;
        out.append('{');
        isFirst = true;
    }

    public JsonWriter string(String name, String value) {
        key(name);
        quoted(value);
        return this;
    }

    /// Writes digits as they are; the caller vouches that they are a JSON number.
    public JsonWriter number(String name, String digits) {
        key(name);
        out.append(digits);
        return this;
    }

    /// Writes an object as it is; the caller vouches that it is one.
    public JsonWriter object(String name, CharSequence object) {
        key(name);
        out.append(object);
        return this;
    }

    public JsonWriter bool(String name, boolean value) {
        key(name);
        out.append(value);
        return this;
    }

    public JsonWriter beginObject(String name) {
        key(name);
        out.append('{');
        isFirst = true;
        return this;
    }

    JsonWriter beginArray(String name) {
        key(name);
        out.append('[');
        isFirst = true;
        return this;
    }

    void element(String value) {
        comma();
        quoted(value);
    }

    public JsonWriter end() {
        return close('}');
    }

    JsonWriter endArray() {
        return close(']');
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        isFirst = false;
        return this;
    }

    private void key(String name) {
        comma();
        quoted(name);
        out.append(':');
    }

    private void comma() {
        if (!isFirst) {
            out.append(',');
        }
        isFirst = false;
    }

    private void quoted(String value) {
        out.append('"');
        for (int at = 0; at < value.length(); ) {
            int codePoint = value.codePointAt(at);
            int next = at + Character.charCount(codePoint);
            character(codePoint, value, at, next);
            at = next;
        }
        out.append('"');
    }

    private void character(int codePoint, String value, int start, int end) {
        switch (codePoint) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Printable.is(codePoint)) {
                    out.append(value, start, end);
                } else {
                    unicode(value, start, end);
                }
            }
        }
    }

    /// One escape for each UTF-16 unit, as JSON wants it.
    private void unicode(String value, int start, int end) {
        for (int i = start; i < end; i++) {
            out.append("\\u").append(HexFormat.of().toHexDigits(value.charAt(i)));
        }
    }
}

package dev.starling.app.prompt;

import java.util.List;
import org.jline.reader.ParsedLine;

/// A line as one word: chats have no quotes, no escapes and no second line to be asked for.
///
/// @param line what is typed
/// @param cursor where in it
record WholeLine(String line, int cursor) implements ParsedLine {
    @Override
    public String word() {
        return line;
    }

    @Override
    public int wordCursor() {
        return cursor;
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(line);
    }
}

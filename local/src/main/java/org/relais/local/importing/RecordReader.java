package org.relais.local.importing;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a CSV file into records, each of one line or, where a quoted field goes on, of several. What follows a line that turns out
 * to be malformed can be read again, so that one stray quote costs that line and no other.
 */
final class RecordReader {

    /** A quoted field that is still open after so many characters is a quote too many. */
    private static final int LONGEST = 1 << 20;

    private final Reader characters;
    private final char delimiter;
    private final Deque<String> again = new ArrayDeque<>();
    private long line;
    private int ahead = -2;

    /**
     * @param line where it begins, from 1
     * @param open whether a quoted field begins here that nothing ends
     */
    record Raw(long line, List<String> lines, boolean open) {

        Raw {
            lines = List.copyOf(lines);
        }

        String text() {
            return String.join("", lines);
        }

        String first() {
            return lines.getFirst().stripTrailing();
        }

        @Override
        public String toString() {
            return "Raw[line=" + line + "]";
        }
    }

    RecordReader(Reader characters, char delimiter) {
        this.characters = characters;
        this.delimiter = delimiter;
    }

    /** The next record as it stands, blank lines left out; null after the last. */
    @Nullable
    Raw next() throws IOException {
        String first = nextLine();
        while (first != null && isEmpty(first)) {
            first = nextLine();
        }
        if (first == null) {
            return null;
        }
        long begin = line;
        List<String> lines = new ArrayList<>(List.of(first));
        boolean open = endsInQuotes(first, false);
        int length = first.length();
        while (open && length <= LONGEST) {
            String more = nextLine();
            if (more == null) {
                break;
            }
            lines.add(more);
            length += more.length();
            open = endsInQuotes(more, true);
        }
        return new Raw(begin, lines, open);
    }

    /** The record's first line is all that is given up; the others are read once more, as records of their own. */
    void giveUpFirstLineOf(Raw malformed) {
        List<String> others = malformed.lines().subList(1, malformed.lines().size());
        others.reversed().forEach(again::addFirst);
        line -= others.size();
    }

    private @Nullable String nextLine() throws IOException {
        String next = again.isEmpty() ? read() : again.removeFirst();
        line += next == null ? 0 : 1;
        return next;
    }

    /** With its end, since a line's end inside quotes belongs to the field. */
    private @Nullable String read() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = take(); c >= 0; c = take()) {
            text.append((char) c);
            if (c == '\n') {
                return text.toString();
            }
            if (c == '\r') {
                ahead = characters.read();
                if (ahead == '\n') {
                    text.append((char) take());
                }
                return text.toString();
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    private int take() throws IOException {
        int taken = ahead == -2 ? characters.read() : ahead;
        ahead = -2;
        return taken;
    }

    private static boolean isEmpty(String line) {
        return line.charAt(0) == '\n' || line.charAt(0) == '\r';
    }

    /** A quote opens a field only where the field begins. */
    private boolean endsInQuotes(String text, boolean quotedBefore) {
        boolean quoted = quotedBefore;
        boolean fieldBegins = !quotedBefore;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"') {
                if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    i++;
                } else {
                    quoted = false;
                }
            } else if (!quoted) {
                quoted = c == '"' && fieldBegins;
                fieldBegins = c == delimiter;
            }
        }
        return quoted;
    }
}

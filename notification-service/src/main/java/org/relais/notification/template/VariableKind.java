package org.relais.notification.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.stream.Collectors;

/** What a variable holds. */
enum VariableKind {
    /** One line. */
    @JsonProperty("line")
    LINE(false, false),
    @JsonProperty("line?")
    OPTIONAL_LINE(false, true),
    /** Somebody's own words, over several lines perhaps; shown as a quotation. */
    @JsonProperty("words")
    WORDS(true, false),
    @JsonProperty("words?")
    OPTIONAL_WORDS(true, true);

    private static final int LONGEST_QUOTATION = 120;

    private final boolean words;
    private final boolean optional;

    VariableKind(boolean words, boolean optional) {
        this.words = words;
        this.optional = optional;
    }

    boolean optional() {
        return optional;
    }

    /** For plain text: no value can pass for the message's own lines. */
    String inText(String value) {
        return words
                ? withoutControls(value)
                        .strip()
                        .lines()
                        .map(line -> "> " + line)
                        .collect(Collectors.joining("\n"))
                : oneLine(value);
    }

    /** For a text message, where words are quoted within a line. */
    String inShort(String value) {
        String line = oneLine(value);
        if (!words) {
            return line;
        }
        String quoted = line.replace('"', '\'');
        if (quoted.length() <= LONGEST_QUOTATION) {
            return quoted;
        }
        int end = quoted.lastIndexOf(' ', LONGEST_QUOTATION);
        return quoted.substring(0, end > 0 ? end : LONGEST_QUOTATION) + "...";
    }

    /** For HTML, before escaping. */
    String inHtml(String value) {
        return words ? withoutControls(value).strip() : oneLine(value);
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ").strip();
    }

    private static String withoutControls(String value) {
        return value.replaceAll("\\r\\n?|\\u2028|\\u2029", "\n").replaceAll("[\\p{Cc}&&[^\\n]]", "");
    }
}

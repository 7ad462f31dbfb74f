package org.relais.routing.rules;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Words as rules see them: in lower case, without accents, letters and digits only. */
public final class Words {

    private static final int GAP = 0;
    private static final int MARK = 1;
    private static final int PART = 2;

    private Words() {}

    /** The different words of a text, in order. */
    public static Set<String> of(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        Set<String> words = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        for (int at = 0; at < apart.length(); ) {
            int c = apart.codePointAt(at);
            at += Character.charCount(c);
            switch (kind(c)) {
                case PART -> append(word, c);
                case GAP -> end(word, words);
                default -> {} // an accent, now that it stands apart from its letter
            }
        }
        end(word, words);
        return words;
    }

    private static void append(StringBuilder word, int c) {
        switch (c) {
            case 'œ' -> word.append("oe");
            case 'æ' -> word.append("ae");
            default -> word.appendCodePoint(c);
        }
    }

    private static void end(StringBuilder word, Set<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static int kind(int c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ? PART : GAP;
        }
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> PART;
            default -> GAP;
        };
    }
}

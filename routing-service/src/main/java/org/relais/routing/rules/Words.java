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
        return apart(folded(text));
    }

    /** A text's words in order, each with a space before and after it. */
    static String folded(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        StringBuilder folded = new StringBuilder(apart.length() + 2).append(' ');
        for (int at = 0; at < apart.length(); ) {
            int c = apart.codePointAt(at);
            at += Character.charCount(c);
            switch (kind(c)) {
                case PART -> append(folded, c);
                case GAP -> end(folded);
                default -> {} // an accent, now that it stands apart from its letter
            }
        }
        end(folded);
        return folded.toString();
    }

    /** The different words of a {@linkplain #folded folded} text, in order. */
    static Set<String> apart(String folded) {
        Set<String> words = new LinkedHashSet<>();
        int from = 1;
        for (int to = folded.indexOf(' ', from); to >= 0; to = folded.indexOf(' ', from)) {
            words.add(folded.substring(from, to));
            from = to + 1;
        }
        return words;
    }

    /** Whether a {@linkplain #folded folded} text has a word; for few words much cheaper than taking the text apart. */
    static boolean says(String folded, String word) {
        for (int at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
            if (folded.charAt(at - 1) == ' ' && folded.charAt(at + word.length()) == ' ') {
                return true;
            }
        }
        return false;
    }

    private static void append(StringBuilder word, int c) {
        switch (c) {
            case 'œ' -> word.append("oe");
            case 'æ' -> word.append("ae");
            default -> word.appendCodePoint(c);
        }
    }

    private static void end(StringBuilder folded) {
        if (folded.charAt(folded.length() - 1) != ' ') {
            folded.append(' ');
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

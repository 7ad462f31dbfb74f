package org.relais.intake.validation;

import java.text.Normalizer;

/** What texts that people write are made of: normal form C, without what no text can hold. */
public final class Characters {

    private static final char REPLACEMENT = '\uFFFD';

    private Characters() {}

    /** The text in normal form; a character that can't be kept goes to the violations. */
    public static String clean(String text, String pointer, Violations violations) {
        if (!areUsable(text)) {
            violations.add(pointer, "unusable_character");
        }
        return normal(text);
    }

    /** The text in Unicode's normal form C: what looks the same is the same. */
    public static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    public static boolean areUsable(String text) {
        return text.codePoints().allMatch(Characters::isUsable);
    }

    /** The text with a mark for each character that XML 1.0 has no way at all to say. */
    public static String inXml(String text) {
        StringBuilder said = new StringBuilder(text.length());
        text.codePoints()
                .map(character ->
                        isUsable(character) && character != 0xFFFE && character != 0xFFFF ? character : REPLACEMENT)
                .forEach(said::appendCodePoint);
        return said.toString();
    }

    /** No control character but those of a typed text, no half of a surrogate pair: neither can be stored. */
    public static boolean isUsable(int character) {
        return (character >= ' ' || character == '\n' || character == '\r' || character == '\t')
                && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE);
    }
}

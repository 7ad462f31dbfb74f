package org.relais.intake.validation;

import java.text.Normalizer;

/** What texts that people write are made of: normal form C, without what no text can hold. */
public final class Characters {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char DELETE = 0x7F;
    private static final char LAST_CONTROL = 0x9F;

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

    /** The text without what nobody types: such characters come with what is pasted, or by a device or network. */
    public static String typed(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> isUsable(character) && (character < DELETE || character > LAST_CONTROL))
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** No control character but those of a typed text, no half of a surrogate pair: neither can be stored. */
    private static boolean isUsable(int character) {
        return (character >= ' ' || character == '\n' || character == '\r' || character == '\t')
                && (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE);
    }
}

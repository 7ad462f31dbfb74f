package org.relais.platform.masking;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** A text without case and accents, that knows where each of its characters came from. */
final class FoldedText {

    private final String folded;
    private final int[] origins;

    private FoldedText(String folded, int[] origins) {
        this.folded = folded;
        this.origins = origins;
    }

    static FoldedText of(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        int[] origins = new int[text.length() * 2 + 1];
        int offset = 0;
        while (offset < text.length()) {
            int character = text.codePointAt(offset);
            String plain = fold(character);
            if (folded.length() + plain.length() >= origins.length) {
                origins = Arrays.copyOf(origins, origins.length * 2 + plain.length());
            }
            for (int index = 0; index < plain.length(); index++) {
                origins[folded.length() + index] = offset;
            }
            folded.append(plain);
            offset += Character.charCount(character);
        }
        origins[folded.length()] = text.length();
        return new FoldedText(folded.toString(), origins);
    }

    static String fold(String text) {
        return of(text).folded;
    }

    private static String fold(int character) {
        if (character < 0x80) {
            return String.valueOf((char) Character.toLowerCase(character));
        }
        if (Character.getType(character) == Character.NON_SPACING_MARK) {
            return "";
        }
        if (character == '’' || character == 'ʼ') {
            return "'";
        }
        if (character == '‑' || character == '–' || character == '‐') {
            return "-";
        }
        if (Character.isSpaceChar(character)) {
            return " ";
        }
        String decomposed = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKD);
        StringBuilder base = new StringBuilder();
        decomposed
                .codePoints()
                .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                .forEach(base::appendCodePoint);
        return base.toString()
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae")
                .replace("ß", "ss");
    }

    String text() {
        return folded;
    }

    /** Where in the original text the folded character at this index stands. */
    int origin(int index) {
        return origins[index];
    }
}

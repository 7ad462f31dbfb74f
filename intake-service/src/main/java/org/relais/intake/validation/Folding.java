package org.relais.intake.validation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Texts as they are compared, whoever compares them: without capitals, accents and ligatures. */
public final class Folding {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Folding() {}

    /** The text with all that stands between its words. */
    public static String text(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replace("æ", "ae");
    }

    /** Its words alone. */
    public static List<String> words(String text) {
        return wordsOfFolded(text(text));
    }

    /** The words of a text that is folded already. */
    public static List<String> wordsOfFolded(String folded) {
        return Arrays.stream(BETWEEN.split(folded))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}

package org.relais.routing.rules;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words as rules see them: in lower case, without accents, letters and digits only. */
public final class Words {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    /** The different words of a text, in order. */
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : GAPS.split(plain(text))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static String plain(String text) {
        String apart = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").replace("œ", "oe").replace("æ", "ae");
    }
}

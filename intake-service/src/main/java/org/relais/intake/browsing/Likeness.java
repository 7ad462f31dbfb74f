package org.relais.intake.browsing;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How alike two texts are, by the triples of letters they share: endings, slips and word order count little. */
final class Likeness {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MOST_WORDS = 200;

    /** Said of everything, hence of nothing. */
    private static final Set<String> EMPTY = Set.of(
            "le", "la", "les", "de", "des", "du", "un", "une", "et", "en", "au", "aux", "sur", "dans", "pour", "avec",
            "est", "sont", "qui", "que", "pas", "il", "ya", "rue", "the", "an", "and", "for", "with", "has", "there",
            "this", "is", "in", "on", "of", "street");

    private Likeness() {}

    /** Words without capitals and accents. */
    static List<String> words(String text) {
        String folded = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(BETWEEN.split(folded))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .toList();
    }

    /** 0 where nothing is shared, 1 where everything is. */
    static double of(String one, String other) {
        Set<String> first = triples(one);
        Set<String> second = triples(other);
        Set<String> shared = new HashSet<>(first);
        shared.retainAll(second);
        int all = first.size() + second.size() - shared.size();
        return all == 0 ? 0 : (double) shared.size() / all;
    }

    private static Set<String> triples(String text) {
        Set<String> triples = new HashSet<>();
        for (String word : words(text)) {
            if (!EMPTY.contains(word)) {
                String padded = "  " + word + " ";
                for (int index = 0; index + 3 <= padded.length(); index++) {
                    triples.add(padded.substring(index, index + 3));
                }
            }
        }
        return triples;
    }
}

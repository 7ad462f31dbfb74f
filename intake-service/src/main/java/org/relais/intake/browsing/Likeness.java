package org.relais.intake.browsing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.relais.intake.validation.Folding;

/** How alike two texts are, by the triples of letters they share: endings, slips and word order count little. */
final class Likeness {

    private static final int MOST_WORDS = 200;

    /** Said of everything, hence of nothing. */
    private static final Set<String> EMPTY = Set.of(
            "le", "la", "les", "de", "des", "du", "un", "une", "et", "en", "au", "aux", "sur", "dans", "pour", "avec",
            "est", "sont", "qui", "que", "pas", "il", "ya", "rue", "the", "an", "and", "for", "with", "has", "there",
            "this", "is", "in", "on", "of", "street");

    private Likeness() {}

    /** Words without capitals and accents. */
    static List<String> words(String text) {
        return Folding.words(text).stream().limit(MOST_WORDS).toList();
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

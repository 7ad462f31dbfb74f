package org.relais.routing.suggestion;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** How texts are taken apart and compared. Whatever does it gives the same answers to the same questions. */
public interface TextIndexes {

    /** @param languages language tags that texts may be in */
    WordAnalysis analysis(List<String> languages);

    /** @param texts what will be found, as terms of {@link WordAnalysis} */
    Likeness over(List<Set<String>> texts);

    @FunctionalInterface
    interface WordAnalysis {

        /** The different terms a text is compared by, each with the word it stands for, in lower case; in the text's order. */
        Map<String, String> terms(String text);
    }

    @FunctionalInterface
    interface Likeness {

        /** The texts most like some terms, the nearest first, equally near ones in their order. */
        List<Near> nearest(Set<String> terms, int most);
    }

    /**
     * @param text number of the text, from 0
     * @param score more than 0; compares with the others of the same answer only
     */
    record Near(int text, double score) {}
}

package org.relais.routing.territory;

import java.util.Locale;

/**
 * Whether a territory lets a request's words speak, and how clearly they must.
 *
 * @param enabled false: nobody asks them, and rules alone decide
 * @param routeAt confidence, above 0 and up to 1, from which words decide where no rule does, and may contradict one
 * @param contradiction what follows where they point elsewhere than the rule
 */
public record SuggestionPolicy(boolean enabled, double routeAt, Contradiction contradiction) {

    /** Nine in ten, and never instead of a rule. */
    public static final SuggestionPolicy USUAL = new SuggestionPolicy(true, 0.9, Contradiction.MARK);

    /** The same with another threshold. */
    public SuggestionPolicy at(double threshold) {
        return new SuggestionPolicy(enabled, threshold, contradiction);
    }

    /** What is done where the words point to another department than the rule. */
    public enum Contradiction {
        /** They aren't asked where a rule decides. */
        IGNORE,
        /** The rule's department gets the request, and reads that the words point elsewhere. */
        MARK,
        /** A person decides. */
        TRIAGE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

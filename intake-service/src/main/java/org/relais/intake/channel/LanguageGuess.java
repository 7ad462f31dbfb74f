package org.relais.intake.channel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells English from French by the small words that every text has. */
public final class LanguageGuess {

    private static final int WORDS_LOOKED_AT = 400;
    private static final Set<String> ENGLISH = Set.of(
            "the", "is", "and", "of", "to", "in", "on", "there", "has", "have", "please", "hello", "hi", "my", "been",
            "this", "with", "street", "for", "at", "was", "are", "it", "thanks", "thank", "you", "yes", "not", "new");
    private static final Set<String> FRENCH = Set.of(
            "le", "la", "les", "un", "une", "des", "est", "et", "de", "du", "dans", "sur", "bonjour", "bonsoir",
            "salut", "merci", "il", "je", "vous", "rue", "au", "aux", "pas", "devant", "ma", "mon", "oui", "non",
            "nouveau");

    private LanguageGuess() {}

    /** French where neither stands out. */
    public static String of(String text) {
        return told(text).orElse("fr");
    }

    /** Empty where neither stands out. */
    public static Optional<String> told(String text) {
        int english = 0;
        int french = 0;
        String[] words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", WORDS_LOOKED_AT + 1);
        for (int index = 0; index < Math.min(words.length, WORDS_LOOKED_AT); index++) {
            english += ENGLISH.contains(words[index]) ? 1 : 0;
            french += FRENCH.contains(words[index]) ? 1 : 0;
        }
        return english == french ? Optional.empty() : Optional.of(english > french ? "en" : "fr");
    }
}

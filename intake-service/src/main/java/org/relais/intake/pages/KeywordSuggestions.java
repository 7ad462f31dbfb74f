package org.relais.intake.pages;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/**
 * Goes by the territory's own keywords, in every language, then by the service's name, then by its description. A word counts
 * once; a keyword more than a word of the description.
 */
public final class KeywordSuggestions implements Suggestions {

    private static final int KEYWORD = 4;
    private static final int NAME = 3;
    private static final int DESCRIPTION = 1;
    private static final int ENOUGH = 3;
    private static final int SHORTEST = 3;
    private static final int MOST_WORDS = 200;

    /** Said of everything, hence of nothing. */
    private static final Set<String> EMPTY = Set.of(
            "les", "des", "une", "sur", "dans", "pour", "avec", "est", "sont", "qui", "que", "pas", "plus", "aux",
            "mon", "rue", "ville", "depuis", "devant", "the", "and", "for", "with", "has", "have", "there", "this",
            "that", "not", "are", "was", "from", "our", "street", "since", "front");

    private record Scored(ServiceDefinition service, int score) {}

    @Override
    public List<ServiceDefinition> of(String words, Territory territory) {
        Set<String> said = new HashSet<>(Words.of(words).stream()
                .limit(MOST_WORDS)
                .filter(KeywordSuggestions::tells)
                .toList());
        if (said.isEmpty()) {
            return List.of();
        }
        return territory.services().values().stream()
                .map(service -> new Scored(service, score(service, said)))
                .filter(scored -> scored.score() >= ENOUGH)
                .sorted(Comparator.comparingInt(Scored::score).reversed())
                .limit(MOST)
                .map(Scored::service)
                .toList();
    }

    private static boolean tells(String word) {
        return word.length() >= SHORTEST && !EMPTY.contains(word);
    }

    private static int score(ServiceDefinition service, Set<String> said) {
        List<String> keywords = service.keywords().values().stream()
                .flatMap(List::stream)
                .flatMap(keyword -> Words.of(keyword).stream())
                .toList();
        List<String> names = wordsOf(service.name().byLanguage().values());
        List<String> descriptions = wordsOf(service.description().byLanguage().values());
        return said.stream()
                .mapToInt(word -> has(keywords, word)
                        ? KEYWORD + (has(names, word) ? 1 : 0)
                        : has(names, word) ? NAME : has(descriptions, word) ? DESCRIPTION : 0)
                .sum();
    }

    private static List<String> wordsOf(Iterable<String> texts) {
        Set<String> words = new HashSet<>();
        texts.forEach(text ->
                Words.of(text).stream().filter(KeywordSuggestions::tells).forEach(words::add));
        return List.copyOf(words);
    }

    private static boolean has(List<String> words, String word) {
        return words.stream().anyMatch(other -> Words.areAlike(other, word));
    }
}

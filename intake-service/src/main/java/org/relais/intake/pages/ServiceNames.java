package org.relais.intake.pages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/** Finds the service that somebody means who types its name, or part of it, as fast as they can. */
public final class ServiceNames {

    private static final int MOST = 8;

    private ServiceNames() {}

    /**
     * The one that is meant without a doubt: by its code, by its whole name in any language, or because no other has these words in
     * its name.
     */
    public static Optional<ServiceDefinition> meant(String typed, Territory territory) {
        List<String> words = Words.of(typed);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Optional<ServiceDefinition> coded = territory.service(typed.strip());
        if (coded.isPresent()) {
            return coded;
        }
        List<ServiceDefinition> named = territory.services().values().stream()
                .filter(service -> names(service).contains(words))
                .toList();
        List<ServiceDefinition> found = named.isEmpty() ? begunBy(words, territory) : named;
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Those that may be meant: by the words of their name first, then by what else the suggestions know. */
    public static List<ServiceDefinition> candidates(String typed, Territory territory, Suggestions suggestions) {
        Set<ServiceDefinition> found = new LinkedHashSet<>(begunBy(Words.of(typed), territory));
        found.addAll(suggestions.of(typed, territory));
        return found.stream().limit(MOST).toList();
    }

    /** In whose name each of these words begins another word. */
    private static List<ServiceDefinition> begunBy(List<String> words, Territory territory) {
        return words.isEmpty()
                ? List.of()
                : territory.services().values().stream()
                        .filter(service -> names(service).stream().anyMatch(name -> hasAll(name, words)))
                        .toList();
    }

    private static boolean hasAll(List<String> name, List<String> words) {
        List<String> free = new ArrayList<>(name);
        return words.stream()
                .allMatch(word -> free.stream()
                        .filter(part -> part.startsWith(word))
                        .findFirst()
                        .map(free::remove)
                        .orElse(false));
    }

    private static List<List<String>> names(ServiceDefinition service) {
        return service.name().byLanguage().values().stream().map(Words::of).toList();
    }
}

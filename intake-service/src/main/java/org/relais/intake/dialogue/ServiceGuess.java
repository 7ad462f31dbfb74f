package org.relais.intake.dialogue;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Folding;

/** The services whose own keywords a text holds, the best first. Offered to the person, never taken silently. */
final class ServiceGuess {

    private static final int MOST = 3;

    private ServiceGuess() {}

    /** The emergency that a text may speak of: whoever is in danger is told at once, however many other services it may be about. */
    static Optional<ServiceDefinition> emergency(String text, Territory territory) {
        String folded = " " + folded(text) + " ";
        return territory.services().values().stream()
                .filter(service -> service.emergency() && score(service, folded) > 0)
                .max(Comparator.comparingInt((ServiceDefinition service) -> score(service, folded))
                        .thenComparing(ServiceDefinition::code));
    }

    static List<ServiceDefinition> of(String text, Territory territory) {
        String folded = " " + folded(text) + " ";
        return territory.services().values().stream()
                .filter(service -> score(service, folded) > 0)
                .sorted(Comparator.comparingInt((ServiceDefinition service) -> -score(service, folded))
                        .thenComparing(ServiceDefinition::code))
                .limit(MOST)
                .toList();
    }

    private static int score(ServiceDefinition service, String folded) {
        return (int) service.keywords().values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(keyword -> folded.contains(" " + folded(keyword) + " "))
                .count();
    }

    static String folded(String text) {
        return String.join(" ", Folding.words(text));
    }
}

package org.relais.intake.dialogue;

import java.util.Optional;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/** Whom to call instead of waiting for an answer. */
public final class Emergencies {

    private Emergencies() {}

    /**
     * The number for the service, if it is an emergency; where none was named, for the one that the words speak of.
     *
     * @param serviceCode empty where none was named
     */
    public static Optional<String> number(String serviceCode, String words, Territory territory) {
        Optional<ServiceDefinition> emergency = serviceCode.equals(Territory.NO_SERVICE)
                ? ServiceGuess.emergency(words, territory)
                : territory.service(serviceCode);
        return emergency.flatMap(ServiceDefinition::numberToCall);
    }
}

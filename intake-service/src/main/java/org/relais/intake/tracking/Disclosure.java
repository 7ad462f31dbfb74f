package org.relais.intake.tracking;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;

/** How much the public sees of what people wrote. */
public enum Disclosure {
    FULL,
    /** Personal data were taken out. */
    MASKED,
    /** Nothing: it concerns one person alone, or somebody who looked at it decided so. */
    WITHHELD;

    public static Disclosure of(TrackedRequest request, @Nullable Territory territory) {
        boolean isPrivate = territory != null
                && territory
                        .service(request.serviceCode())
                        .map(ServiceDefinition::isPrivate)
                        .orElse(false);
        if (isPrivate || request.hidden()) {
            return WITHHELD;
        }
        return request.masked() ? MASKED : FULL;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

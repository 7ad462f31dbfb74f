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
        if (isPrivate(request.serviceCode(), territory) || request.keptPrivate() || request.hidden()) {
            return WITHHELD;
        }
        return request.masked() ? MASKED : FULL;
    }

    /** What can't be looked up is taken for private: a service may be gone that was. Who named no service named no private one. */
    private static boolean isPrivate(String serviceCode, @Nullable Territory territory) {
        return !serviceCode.isEmpty()
                && (territory == null
                        || territory
                                .service(serviceCode)
                                .map(ServiceDefinition::isPrivate)
                                .orElse(true));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

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

    /**
     * The condition in SQL on a row {@code filed} of {@code service_request} that anyone may find it without its code, its service not
     * being private: nothing is withheld, and where nobody has named a service, a person has read it.
     */
    public static final String LISTED =
            "NOT filed.hidden AND NOT filed.kept_private AND (filed.service_code <> '' OR filed.seen_by_person)";

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

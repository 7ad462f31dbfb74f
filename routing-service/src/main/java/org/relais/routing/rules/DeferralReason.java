package org.relais.routing.rules;

import java.util.Locale;

/** Why no department could be named, so that a person decides. */
public enum DeferralReason {
    /** No territory of that id has a version in force. */
    TERRITORY_UNKNOWN,
    /** The person named no service, and no rule decides without one. */
    SERVICE_MISSING,
    /** The territory has no such service. */
    UNKNOWN_SERVICE,
    /** Rules would match if the place were known. */
    NO_LOCATION_FOR_AREA_RULE,
    /** Rules would match in some area, but the place lies in none. */
    OUTSIDE_ALL_AREAS,
    /** No rule matches. */
    NO_RULE_MATCHES,
    /** A rule decides, but the request's words point elsewhere, and the territory wants a person to look then. */
    WORDS_CONTRADICT;

    /** As it stands in events, logs and metrics, for example {@code no_rule_matches}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

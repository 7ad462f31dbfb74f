package org.relais.intake.filing;

import org.relais.intake.vault.ContactDetails;

/** What may be said elsewhere of who asks: nothing that leads to a person. */
public enum RequesterKind {
    /** Left neither a name nor any way to be reached. */
    ANONYMOUS,
    /** Left a name or a way to be reached. */
    NAMED,
    /** An agent, on somebody's behalf. */
    AGENT,
    /** A partner's system. */
    PARTNER,
    /** No person at all. */
    SENSOR;

    static RequesterKind of(Standing standing, String channel, ContactDetails contact) {
        if (standing == Standing.AGENT) {
            return AGENT;
        }
        return switch (channel) {
            case "SENSOR" -> SENSOR;
            case "PARTNER" -> PARTNER;
            default -> contact.isEmpty() ? ANONYMOUS : NAMED;
        };
    }
}

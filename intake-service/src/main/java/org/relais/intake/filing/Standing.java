package org.relais.intake.filing;

/** On whose part a caller files. */
public enum Standing {
    /** A person, for themselves. */
    PERSON,
    /** An agent, who knows what an emergency needs. */
    AGENT,
    /** One that brings in what was asked before, elsewhere. */
    IMPORTER,
    /** A person whose channel can't ask back at once: service and place may be missing, and are asked for later. */
    CORRESPONDENT;

    boolean mayBeAskedLater() {
        return this == CORRESPONDENT;
    }

    /** Whether the one who asks may be in danger themselves. */
    boolean isPerson() {
        return this == PERSON || this == CORRESPONDENT;
    }
}

package org.relais.intake.filing;

/** On whose part a caller files. */
public enum Standing {
    /** A person, for themselves. */
    PERSON,
    /** An agent, who knows what an emergency needs. */
    AGENT,
    /** One that brings in what was asked before, elsewhere. */
    IMPORTER
}

package org.relais.routing.rules;

/** Whether anyone may look at a request. */
public enum Visibility {
    PUBLIC,
    /** It concerns one person alone, as a request of a private service does. */
    PRIVATE
}

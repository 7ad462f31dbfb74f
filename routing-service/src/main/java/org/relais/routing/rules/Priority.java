package org.relais.routing.rules;

/** How urgent a case is. */
public enum Priority {
    NORMAL,
    HIGH,
    URGENT
}

package org.relais.intake.territory;

/** An office that answers requests. */
public record Department(String code, Labels name, Contact contact) {}

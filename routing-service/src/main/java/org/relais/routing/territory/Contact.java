package org.relais.routing.territory;

/** Where a public office can be reached; public information, not a person's. */
public record Contact(String address, String email, String phone) {}

package org.relais.routing.cases;

import java.util.UUID;

/** What the department asked the requester. */
public record Question(UUID id, Words text) {}

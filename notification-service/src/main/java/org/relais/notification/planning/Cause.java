package org.relais.notification.planning;

import java.time.Instant;

/** The event that a message tells of. */
public record Cause(String eventId, String type, Instant occurredAt) {}

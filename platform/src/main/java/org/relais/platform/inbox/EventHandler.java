package org.relais.platform.inbox;

import java.util.Collection;

/** What a service does with an event: inside the transaction that also stores the position and the outbox. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Applies one event. The transaction may hold the effects of other events too; only the database and the
     * {@link org.relais.platform.outbox.Outbox} may be touched here, nothing that can't be rolled back.
     *
     * @throws UnacceptableEvent if the event can never be applied: it goes to the dead letters with the reason
     * @throws RuntimeException anything else is taken as temporary and tried again, without letting a later event of the same
     *     request overtake; after the configured attempts the event goes to the dead letters as {@code handler_failed}
     */
    void handle(InboundEvent event);

    /**
     * Told of a batch before its events are handled one by one in the same transaction, so that what they need can be read by
     * one statement. Some of these may not be handled in the end, and others, that waited behind a gap, may be.
     */
    default void ahead(Collection<InboundEvent> events) {}
}

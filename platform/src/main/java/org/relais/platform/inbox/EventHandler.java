package org.relais.platform.inbox;

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
}

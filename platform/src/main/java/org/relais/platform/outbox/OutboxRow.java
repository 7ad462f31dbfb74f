package org.relais.platform.outbox;

/** A committed event on its way to Kafka. */
final class OutboxRow {

    private final long id;
    private final Lane lane;
    private final PreparedEvent event;

    OutboxRow(long id, PreparedEvent event) {
        this.id = id;
        this.lane = new Lane(event.topic(), event.orderingKey());
        this.event = event;
    }

    long id() {
        return id;
    }

    Lane lane() {
        return lane;
    }

    PreparedEvent event() {
        return event;
    }
}

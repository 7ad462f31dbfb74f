package org.relais.bench.relay;

import java.util.List;

/** An outbox and what publishes it. */
interface Relay extends AutoCloseable {

    /** Stores all in one transaction. */
    void append(List<Event> events);

    /** Publishes nothing until {@link #start}; what is appended meanwhile stays in the table. */
    void stop();

    void start();

    /** Table of what is not yet published. */
    String table();

    @Override
    void close();
}

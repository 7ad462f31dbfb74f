package org.relais.platform.outbox;

/** How a transaction tells the relay of this instance what it stored. None of these ever blocks. */
interface HandOff {

    /** Before the commit: whether the relay will take this row from memory once it is {@link #committed} . */
    boolean promised(OutboxRow row);

    void committed(OutboxRow row);

    /** The transaction of a promised row was rolled back, or its end is unknown. */
    void withdrawn(OutboxRow row);

    /** Rows that were not promised have committed: look into the table. */
    void look();
}

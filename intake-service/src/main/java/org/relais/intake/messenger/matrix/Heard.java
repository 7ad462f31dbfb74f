package org.relais.intake.messenger.matrix;

import org.relais.intake.messenger.IncomingMessage;

/** What an event of a room says to us. */
sealed interface Heard {

    record Message(String eventId, IncomingMessage message) implements Heard {}

    /**
     * A person takes back what they said.
     *
     * @param what the key of it, were it theirs
     */
    record TakenBack(String eventId, String from, String what) implements Heard {}

    /** Something that only those who have the keys can read. */
    record Encrypted(String eventId) implements Heard {}

    /** Nothing: our own words, a machine's, somebody's coming or going. */
    record Nothing() implements Heard {}
}

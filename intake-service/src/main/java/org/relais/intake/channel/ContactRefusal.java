package org.relais.intake.channel;

import java.util.Locale;

/** Why nothing came of a contact. */
public enum ContactRefusal {
    /** It says nothing. */
    EMPTY,
    /** Something in it can't be filed, whatever is left out. */
    INVALID,
    /** It is about a request that isn't known. */
    REQUEST_UNKNOWN,
    /** It is about a request to which nothing can be added any more. */
    REQUEST_CLOSED,
    /** People in danger call. */
    EMERGENCY,
    /** The same sender filed too much within the hour. */
    TOO_MANY,
    /** More came by this channel or about this place within the hour than is taken, whoever its senders say they are. */
    CROWDED,
    /** Another contact bore this natural key. */
    KEY_REUSED,
    /** Nobody who is known here sent it, where only who is known may. */
    SENDER_UNKNOWN,
    /** A machine's answer, such as an out-of-office reply. */
    AUTOMATIC,
    /** A notice that something could not be delivered. */
    BOUNCE,
    /** Sent to a list. */
    LIST,
    /** Our own words came back. */
    LOOP,
    /** More than may be read. */
    TOO_LARGE,
    /** Nothing can be made of it. */
    UNREADABLE,
    /** A person does not want to be written to any more. */
    STOP,
    /** A person wants to be written to again. */
    START,
    /** It greets, and says nothing else. */
    GREETING,
    /** Thanks where nothing is open: nothing is asked for. */
    THANKS,
    /** What was said can't be read here, such as a voice note. */
    WORDLESS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

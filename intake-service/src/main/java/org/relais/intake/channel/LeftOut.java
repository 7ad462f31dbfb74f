package org.relais.intake.channel;

import java.util.Locale;

/** What of a contact could not be taken over, and why. */
public enum LeftOut {
    /** A file that is no picture of a kind that can be kept. */
    NOT_A_PICTURE,
    /** A picture of too many bytes or pixels. */
    PICTURE_TOO_LARGE,
    /** It begins like a picture and can't be read as one. */
    PICTURE_DAMAGED,
    /** More pictures than a request may have, or than one sender may send at a time. */
    TOO_MANY_PICTURES,
    /** A picture that was only named, and could not be fetched. */
    PICTURE_OUT_OF_REACH,
    PLACE,
    CONTACT_DETAILS,
    ANSWERS,
    /** The end of a very long text. */
    WORDS,
    /** A part of the message that could not be read. */
    PART;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}

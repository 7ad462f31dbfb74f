package org.relais.routing.drafts;

import org.jspecify.annotations.Nullable;

/** The character that is never text, and that the database can't keep. */
public final class NullCharacter {

    /** What is said of a text that holds it. */
    public static final String CODE = "null_character";

    private NullCharacter() {}

    public static boolean isIn(@Nullable String text) {
        return text != null && text.indexOf('\0') >= 0;
    }
}

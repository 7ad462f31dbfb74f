package org.relais.intake.filing;

import java.util.regex.Pattern;

/** Links by which people act on their request, as they stand in mails and texts of ours, and in what quotes them. */
public final class KeyLinks {

    private static final Pattern KEY = Pattern.compile("(/suivi/[\\w-]{1,40}/cle)/[\\w-]+");

    private KeyLinks() {}

    /** The text with such links as anybody may have them: whoever reads the key in it could act for its person. */
    public static String withoutKeys(String text) {
        return KEY.matcher(text).replaceAll("$1/…");
    }
}

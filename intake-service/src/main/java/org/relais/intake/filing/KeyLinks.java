package org.relais.intake.filing;

import java.util.regex.Pattern;

/** Links by which people act on their request, as they stand in mails and texts of ours, and in what quotes them. */
public final class KeyLinks {

    /** A slash, or what a mail program that guards links made of it. */
    private static final String SLASH = "(?:/|%(?:25)*2f|_)";

    private static final Pattern KEY = Pattern.compile(
            "(" + SLASH + "suivi" + SLASH + "[\\w-]{1,40}?" + SLASH + "cle)" + SLASH + "\\s*+[\\w-]+",
            Pattern.CASE_INSENSITIVE);

    private KeyLinks() {}

    /** The text with such links as anybody may have them: whoever reads the key in it could act for its person. */
    public static String withoutKeys(String text) {
        return KEY.matcher(text).replaceAll("$1/…");
    }
}

package org.relais.intake.tracking.messaging;

import java.util.Locale;
import java.util.regex.Pattern;

/** Event names as they stand in JSON. */
final class SnakeCase {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SnakeCase() {}

    static String of(String name) {
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}

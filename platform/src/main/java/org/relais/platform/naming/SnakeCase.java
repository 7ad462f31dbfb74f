package org.relais.platform.naming;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of classes as they stand in JSON, metrics and reason codes. */
public final class SnakeCase {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SnakeCase() {}

    /** {@code ServiceRequestRouted} as {@code service_request_routed}; a digit belongs to the word before it. */
    public static String of(String name) {
        return WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }
}

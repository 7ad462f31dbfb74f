package org.relais.intake.filing;

import org.jspecify.annotations.Nullable;
import org.relais.intake.validation.Violations;

/** The name a caller gives to a call, so that a repeat is known. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";
    public static final int LONGEST = 255;

    private IdempotencyKey() {}

    /** The key as given; what is wrong with it goes to the violations. */
    public static @Nullable String checked(@Nullable String key, Violations violations) {
        if (key != null && !isUsable(key)) {
            violations.add("header:" + HEADER, "idempotency_key_malformed", Integer.toString(LONGEST));
        }
        return key;
    }

    /** Visible ASCII, not too long. */
    public static boolean isUsable(String key) {
        return !key.isEmpty()
                && key.length() <= LONGEST
                && key.chars().allMatch(character -> character > ' ' && character <= '~');
    }
}

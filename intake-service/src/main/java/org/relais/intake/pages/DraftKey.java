package org.relais.intake.pages;

import java.util.Optional;
import java.util.regex.Pattern;

/** What the person's browser holds, and nobody else: finds their draft, and alone can read it. */
public record DraftKey(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

    public DraftKey {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a draft's key");
        }
    }

    public static Optional<DraftKey> parse(String written) {
        return SHAPE.matcher(written).matches() ? Optional.of(new DraftKey(written)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "DraftKey[]";
    }
}

package org.relais.intake.pages;

import java.util.List;
import org.relais.intake.validation.Folding;

/** Words of a text without capitals, accents and marks, for comparing. */
public final class Words {

    private Words() {}

    public static List<String> of(String text) {
        return Folding.words(text);
    }

    /** Equal, but for an ending: plurals and feminine forms. */
    static boolean areAlike(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        String shorter = one.length() <= other.length() ? one : other;
        String longer = one.length() <= other.length() ? other : one;
        return shorter.length() >= 4 && longer.length() - shorter.length() <= 2 && longer.startsWith(shorter);
    }
}

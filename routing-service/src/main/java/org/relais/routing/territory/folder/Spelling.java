package org.relais.routing.territory.folder;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses which of the known names was meant. */
final class Spelling {

    private Spelling() {}

    /** The known name that is fewest changes away, if those are few for its length. */
    static @Nullable String nearest(String name, Collection<String> known) {
        String nearest = null;
        int fewest = Math.max(1, name.length() / 3) + 1;
        for (String candidate : known.stream().sorted().toList()) {
            int changes = changes(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (changes < fewest) {
                fewest = changes;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance: insertions, deletions and replacements. */
    private static int changes(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }
}

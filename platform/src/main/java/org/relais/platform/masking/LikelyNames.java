package org.relais.platform.masking;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of other people, where a form of address or an introduction gives them away. Streets and schools bear names too, and
 * offices are addressed like people: those are left alone.
 */
final class LikelyNames {

    private static final String NAME =
            "((?:(?:de|du|des|van|von)\\s+|d['’])?\\p{Lu}[\\p{L}'’-]+(?:\\s+\\p{Lu}[\\p{L}'’-]+){0,2})";

    private static final Pattern ADDRESSED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:MM?\\.|Mmes?\\.?|Mlles?\\.?|Mr\\.?|Mrs\\.?|Ms\\.?|Monsieur|Madame|Mademoiselle)[\\s\\u00a0]+"
                    + NAME);

    private static final Pattern INTRODUCED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:[Jj]e[\\s\\u00a0]+m['’]appelle|[Mm]on[\\s\\u00a0]+nom[\\s\\u00a0]+est|[Mm]y[\\s\\u00a0]+name[\\s\\u00a0]+is"
                + "|[Ss]igné[\\s\\u00a0]*:?)[\\s\\u00a0]+" + NAME);

    private static final Pattern PLACE_BEFORE = Pattern.compile(
            "(?iu)(?:rue|avenue|av\\.?|boulevard|bd|place|allée|impasse|chemin|quai|pont|école|collège|lycée|square|passage|cours"
                + "|stade|parc|résidence|salle|crèche|gymnase|bibliothèque|street|road|school)[\\s\\u00a0]+(?:de[\\s\\u00a0]+|du[\\s\\u00a0]+|d['’])?$");

    private static final int LONGEST_PLACE = 24;

    /** What follows a form of address without being a name. */
    private static final Set<String> OFFICES = Set.of(
            "le", "la", "les", "maire", "mayor", "président", "présidente", "directeur", "directrice", "bonjour");

    private LikelyNames() {}

    static void find(String text, List<Found> found) {
        find(ADDRESSED, text, found);
        find(INTRODUCED, text, found);
    }

    private static void find(Pattern pattern, String text, List<Found> found) {
        Matcher names = pattern.matcher(text);
        while (names.find()) {
            String first = names.group(1).split("[\\s\\u00a0]+", 2)[0].toLowerCase(Locale.ROOT);
            String before = text.substring(Math.max(0, names.start() - LONGEST_PLACE), names.start());
            if (!OFFICES.contains(first) && !PLACE_BEFORE.matcher(before).find()) {
                found.add(new Found(names.start(1), names.end(1), Mask.LIKELY_NAME));
            }
        }
    }
}

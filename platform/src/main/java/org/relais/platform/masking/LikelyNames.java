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

    private static final String SPACE = "[\\s\\u00a0]";

    private static final String PLACE =
            "(?iu:rue|avenue|av\\.?|boulevard|bd|place|allée|impasse|chemin|quai|pont|école|collège"
                + "|lycée|square|passage|cours|stade|parc|résidence|salle|crèche|gymnase|bibliothèque|street|road|school)";

    /** Three words at most; a place's word ends it, as in “M. Martin Rue Foch”. */
    private static final String NAME = "((?:(?:de|du|des|van|von)\\s++|d['’])?\\p{Lu}[\\p{L}'’-]+" + "(?:\\s++(?!"
            + PLACE + "(?![\\p{L}\\p{N}]))\\p{Lu}[\\p{L}'’-]+){0,2})";

    private static final Pattern ADDRESSED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:MM?\\.|(?i:Mmes?\\.?|Mlles?\\.?|Mrs\\.?|Monsieur|Madame|Mademoiselle)|Mr\\.?|Ms\\.?)"
                    + SPACE + "++" + NAME);

    private static final Pattern INTRODUCED = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(?:(?iu:je" + SPACE + "++m['’]appelle|mon" + SPACE + "++nom" + SPACE + "++est|my"
                    + SPACE + "++name" + SPACE + "++is)|(?iu:signé)(?:" + SPACE + "*+:)?+)" + SPACE + "++" + NAME);

    private static final Pattern PLACE_BEFORE = Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + PLACE + SPACE + "++(?iu:de" + SPACE + "++|du" + SPACE + "++|d['’])?$");

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

package org.relais.intake.channel;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.relais.intake.filing.Place;

/** A place that a person states in their words so that it can't be anything else: coordinates, or a line that begins so. */
public final class PlaceInText {

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_ADDRESS = 300;
    private static final String DEGREES = "(-?\\d{1,3}\\.\\d{3,15})";

    private static final Pattern GEO_URI = Pattern.compile("(?<![\\p{L}\\d])geo:" + DEGREES + "," + DEGREES);
    private static final Pattern OSM =
            Pattern.compile("openstreetmap\\.org/\\S{0,100}?mlat=" + DEGREES + "&(?:amp;)?mlon=" + DEGREES);
    private static final Pattern MAPS = Pattern.compile(
            "(?:google\\.[a-z.]{2,6}/maps|maps\\.google\\.[a-z.]{2,6}|maps\\.apple\\.com)\\S{0,200}?[@=]" + DEGREES
                    + "(?:,|%2[Cc])(?:%20|\\+)?" + DEGREES);
    private static final Pattern PAIR =
            Pattern.compile("(?<![\\d.,/-])(-?\\d{1,2}\\.\\d{4,15})\\s?[,;]\\s?(-?\\d{1,3}\\.\\d{4,15})(?![\\d.])");
    private static final Pattern LABELLED = Pattern.compile(
            "^\\s*(?:adresse|lieu|endroit|où|address|place|location|where)\\s*:\\s*(\\S.{2," + LONGEST_ADDRESS + "})$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.MULTILINE);

    private PlaceInText() {}

    public static Optional<Place> in(String whole) {
        // In French a space that doesn't break stands before a colon.
        String text =
                (whole.length() > LONGEST_TEXT ? whole.substring(0, LONGEST_TEXT) : whole).replaceAll("\\p{Zs}", " ");
        Optional<String> address = address(text);
        for (Pattern pattern : new Pattern[] {GEO_URI, OSM, MAPS, PAIR}) {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                return Optional.of(new Place(
                        Double.valueOf(found.group(1)), Double.valueOf(found.group(2)), address.orElse(null)));
            }
        }
        return address.map(line -> new Place(null, null, line));
    }

    private static Optional<String> address(String text) {
        Matcher found = LABELLED.matcher(text);
        return found.find() ? Optional.of(found.group(1).strip()) : Optional.empty();
    }
}

package org.relais.routing.territory.folder;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.GeoPoint;
import org.relais.routing.territory.Contact;
import org.relais.routing.territory.SuggestionPolicy;

/** What {@code territory.yaml} says. */
record Settings(
        String jurisdictionId,
        Map<String, String> name,
        @Nullable GeoPoint centre,
        List<String> languages,
        ZoneId timeZone,
        String phoneRegion,
        String emergencyNumber,
        Map<String, String> contactName,
        Contact contact,
        int lookAlikeMetres,
        boolean farAreas,
        SuggestionPolicy suggestion) {

    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());
    static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .()-]+");
    private static final Pattern SHARE = Pattern.compile("0\\.[0-9]?[1-9]|0\\.[1-9]0|1(\\.00?)?");
    private static final int LOOK_ALIKE_METRES = 150;
    private static final int MOST_LOOK_ALIKE_METRES = 2_000;
    private static final Contact NO_CONTACT = new Contact("", "", "");

    /** What stands in where the file itself can't be read, so that the other files are still checked. */
    private static final Settings UNREADABLE = new Settings(
            "",
            Map.of(),
            null,
            List.of(),
            ZoneOffset.UTC,
            "",
            "",
            Map.of(),
            NO_CONTACT,
            0,
            false,
            SuggestionPolicy.USUAL);

    static Settings read(TerritoryFiles files, Findings findings) {
        return YamlFile.open(files, TerritoryFiles.TERRITORY, findings)
                .map(Settings::read)
                .orElse(UNREADABLE);
    }

    private static Settings read(YamlMap map) {
        String jurisdictionId = map.text("jurisdictionId");
        new Codes(Codes.JURISDICTION, map.findings()).add(map.file(), map.line("jurisdictionId"), jurisdictionId);
        List<String> languages = languages(map);
        Optional<YamlMap> office = map.map("contact");
        Settings settings = new Settings(
                jurisdictionId,
                map.translated("name", languages),
                centre(map),
                languages,
                timeZone(map),
                phoneRegion(map),
                map.text("emergencyNumber"),
                office.map(contact -> contact.translated("name", languages)).orElse(Map.of()),
                office.map(Settings::contact).orElse(NO_CONTACT),
                lookAlikeMetres(map),
                map.keys().contains("farAreas") && map.flag("farAreas"),
                suggestion(map));
        office.ifPresent(YamlMap::done);
        map.done();
        return settings;
    }

    /** Address, e-mail and phone; whether other keys may stand there is the caller's business. */
    static Contact contact(YamlMap map) {
        String email = map.text("email");
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            map.error("email", "email.form", email);
        }
        String phone = map.text("phone");
        if (!phone.isEmpty() && !PHONE.matcher(phone).matches()) {
            map.error("phone", "phone.form", phone);
        }
        return new Contact(map.text("address"), email, phone);
    }

    private static List<String> languages(YamlMap map) {
        List<String> languages = new ArrayList<>();
        for (YamlMap.Item language : map.texts("languages")) {
            if (!LANGUAGES.contains(language.text())) {
                map.findings().error(map.file(), language.line(), "language.unknown", language.text());
            } else if (languages.contains(language.text())) {
                map.findings().error(map.file(), language.line(), "language.duplicate", language.text());
            } else {
                languages.add(language.text());
            }
        }
        if (languages.isEmpty()) {
            map.error("languages", "key.missing", "languages");
        }
        return languages;
    }

    private static @Nullable GeoPoint centre(YamlMap map) {
        Optional<YamlMap> centre = map.map("centre");
        if (centre.isEmpty()) {
            return null;
        }
        OptionalDouble latitude = centre.get().number("latitude");
        OptionalDouble longitude = centre.get().number("longitude");
        centre.get().done();
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return null;
        }
        try {
            return new GeoPoint(latitude.getAsDouble(), longitude.getAsDouble());
        } catch (IllegalArgumentException outside) {
            map.error("centre", "centre.range");
            return null;
        }
    }

    private static ZoneId timeZone(YamlMap map) {
        String zone = map.text("timeZone");
        try {
            return zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            map.findings()
                    .unknown(
                            map.file(),
                            map.line("timeZone"),
                            0,
                            "timezone.unknown",
                            zone,
                            ZoneId.getAvailableZoneIds());
            return ZoneOffset.UTC;
        }
    }

    /** How far apart two requests may lie and still be about the same thing. */
    private static int lookAlikeMetres(YamlMap map) {
        String written = map.optionalText("lookAlikeMetres").orElse(Integer.toString(LOOK_ALIKE_METRES));
        if (!written.matches("[0-9]{1,4}")
                || Integer.parseInt(written) < 1
                || Integer.parseInt(written) > MOST_LOOK_ALIKE_METRES) {
            map.error("lookAlikeMetres", "metres.range", written, Integer.toString(MOST_LOOK_ALIKE_METRES));
            return LOOK_ALIKE_METRES;
        }
        return Integer.parseInt(written);
    }

    private static SuggestionPolicy suggestion(YamlMap map) {
        if (!map.keys().contains("suggestion")) {
            return SuggestionPolicy.USUAL;
        }
        return map.map("suggestion")
                .map(said -> {
                    SuggestionPolicy policy = new SuggestionPolicy(
                            !said.keys().contains("enabled") || said.flag("enabled"),
                            routeAt(said),
                            contradiction(said));
                    said.done();
                    return policy;
                })
                .orElse(SuggestionPolicy.USUAL);
    }

    /** Two digits at most, as confidence has. */
    private static double routeAt(YamlMap map) {
        Optional<String> written = map.optionalText("routeAt");
        if (written.isPresent() && !SHARE.matcher(written.get()).matches()) {
            map.error("routeAt", "suggestion.share", written.get());
            return SuggestionPolicy.USUAL.routeAt();
        }
        return written.map(Double::parseDouble).orElse(SuggestionPolicy.USUAL.routeAt());
    }

    private static SuggestionPolicy.Contradiction contradiction(YamlMap map) {
        Optional<String> written = map.optionalText("contradiction");
        Optional<SuggestionPolicy.Contradiction> known = Arrays.stream(SuggestionPolicy.Contradiction.values())
                .filter(each -> written.isPresent() && each.word().equals(written.get()))
                .findFirst();
        if (written.isPresent() && known.isEmpty()) {
            map.findings()
                    .unknown(
                            map.file(),
                            map.line("contradiction"),
                            0,
                            "suggestion.contradiction",
                            written.get(),
                            Arrays.stream(SuggestionPolicy.Contradiction.values())
                                    .map(SuggestionPolicy.Contradiction::word)
                                    .toList());
        }
        return known.orElse(SuggestionPolicy.USUAL.contradiction());
    }

    private static String phoneRegion(YamlMap map) {
        String region = map.text("phoneRegion");
        if (!region.isEmpty() && !REGIONS.contains(region)) {
            map.error("phoneRegion", "region.unknown", region);
        }
        return region;
    }
}

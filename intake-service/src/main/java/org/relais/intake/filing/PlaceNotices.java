package org.relais.intake.filing;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Elsewhere;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.ServiceDefinition.PlaceDemand;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territories.Selection;
import org.relais.intake.territory.Territory;

/** What to tell a person whose request names a place that the territory doesn't have: who answers there, and how to reach them. */
public final class PlaceNotices {

    private static final String BUNDLE = "messages.elsewhere";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Territories territories;

    public PlaceNotices(Territories territories) {
        this.territories = territories;
    }

    /**
     * Empty where the territory has the place, where only an address tells of it, or where the service wants none.
     *
     * @param serviceCode null or unknown where it isn't told yet what is asked for
     */
    public Optional<Elsewhere> elsewhere(Territory territory, @Nullable String serviceCode, @Nullable Place place) {
        Double latitude = place == null ? null : place.latitude();
        Double longitude = place == null ? null : place.longitude();
        if (latitude == null || longitude == null || !wantsPlace(territory, serviceCode)) {
            return Optional.empty();
        }
        return territories.elsewhere(territory, latitude, longitude);
    }

    /** The same in plain words, in French or English. */
    public Optional<String> notice(
            Territory territory, @Nullable String serviceCode, @Nullable Place place, String language) {
        return elsewhere(territory, serviceCode, place).map(found -> worded(found, territory, language));
    }

    /** The same for what was filed, in the language that the caller asked for. */
    public Optional<String> notice(Submission submission, @Nullable String acceptLanguage) {
        return territories.select(submission.jurisdictionId()) instanceof Selection.Selected(Territory territory)
                ? notice(
                        territory,
                        submission.serviceCode(),
                        submission.location(),
                        Languages.choose(acceptLanguage, territory.languages()))
                : Optional.empty();
    }

    public static String worded(Elsewhere elsewhere, Territory territory, String language) {
        ResourceBundle texts =
                ResourceBundle.getBundle(BUNDLE, language.equals("en") ? Locale.ENGLISH : Locale.ROOT, NO_FALLBACK);
        String pattern = texts.getString(elsewhere.isKnown() ? "elsewhere.known" : "elsewhere.unknown");
        return MessageFormat.format(pattern, territory.name().in(language), elsewhere.nameAndReach(language));
    }

    private static boolean wantsPlace(Territory territory, @Nullable String serviceCode) {
        return serviceCode == null
                || territory
                        .service(serviceCode)
                        .map(ServiceDefinition::place)
                        .filter(PlaceDemand.NOT_NEEDED::equals)
                        .isEmpty();
    }
}

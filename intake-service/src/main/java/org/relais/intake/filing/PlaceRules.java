package org.relais.intake.filing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Elsewhere;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.ServiceDefinition.PlaceDemand;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Characters;
import org.relais.intake.validation.Violations;

/** What a place must look like. A place outside the territory is left to routing, unless the service demands one inside. */
public final class PlaceRules {

    public static final int LONGEST_ADDRESS = 500;
    private static final double LARGEST_LATITUDE = 90;
    private static final double LARGEST_LONGITUDE = 180;

    private static final double LAMBERT_93_EAST = 1_300_000;
    private static final double LAMBERT_93_SOUTH = 6_000_000;
    private static final double LAMBERT_93_NORTH = 7_200_000;
    private static final double WEB_MERCATOR_EDGE = 20_037_509;
    private static final double A_KILOMETRE = 1_000;

    private PlaceRules() {}

    static @Nullable Place check(
            @Nullable Place given,
            @Nullable ServiceDefinition service,
            Territory territory,
            boolean askedLater,
            PlaceNotices notices,
            String language,
            Violations violations) {
        boolean needed = !askedLater && service != null && service.place() != PlaceDemand.NOT_NEEDED;
        Place place = given == null ? null : cleaned(given, violations);
        if (place == null || place.isEmpty()) {
            if (needed && !violations.concern("/location")) {
                violations.add("/location", "place_required");
            }
            return null;
        }
        String address = place.address();
        if (address != null && address.codePointCount(0, address.length()) > LONGEST_ADDRESS) {
            violations.add("/location/address", "text_too_long", Integer.toString(LONGEST_ADDRESS));
        }
        boolean inside = service != null && service.place() == PlaceDemand.INSIDE_TERRITORY;
        if (isReadable(place.latitude(), place.longitude(), territory, violations) && inside) {
            checkInside(place, territory, notices, language, violations);
        }
        return place;
    }

    /** A place that is said of a request that was filed without one; null where there is none that can be read. */
    public static @Nullable Place saidLater(@Nullable Place given, Territory territory, Violations violations) {
        return given != null && isReadable(given.latitude(), given.longitude(), territory, violations)
                ? cleaned(given, violations)
                : null;
    }

    /** Whether there are coordinates that may be degrees. */
    private static boolean isReadable(
            @Nullable Double latitude, @Nullable Double longitude, Territory territory, Violations violations) {
        if (latitude == null && longitude == null) {
            return false;
        }
        if (latitude == null) {
            requireUnlessWrong("/location/latitude", violations);
            return false;
        }
        if (longitude == null) {
            requireUnlessWrong("/location/longitude", violations);
            return false;
        }
        if (isSwapped(latitude, longitude, territory)) {
            violations.add("/location", "coordinates_swapped");
            return false;
        }
        String system = projection(latitude, longitude);
        if (system != null) {
            violations.add("/location", "coordinates_projected", system);
            return false;
        }
        boolean inRange = true;
        if (Math.abs(latitude) > LARGEST_LATITUDE) {
            violations.add("/location/latitude", "latitude_out_of_range");
            inRange = false;
        }
        if (Math.abs(longitude) > LARGEST_LONGITUDE) {
            violations.add("/location/longitude", "longitude_out_of_range");
            inRange = false;
        }
        if (latitude == 0 && longitude == 0) {
            violations.add("/location", "coordinates_zero");
            return false;
        }
        return inRange;
    }

    private static void checkInside(
            Place place, Territory territory, PlaceNotices notices, String language, Violations violations) {
        Optional<Elsewhere> elsewhere = notices.elsewhere(territory, null, place);
        if (elsewhere.filter(Elsewhere::isKnown).isPresent()) {
            violations.add("/location", "place_elsewhere", elsewhere.get().nameAndReach(language));
        } else if (elsewhere.isPresent() || isOutOfExtent(place, territory)) {
            violations.add("/location", "place_outside_territory");
        }
    }

    /** Where no areas are drawn, what is far from the centre. */
    private static boolean isOutOfExtent(Place place, Territory territory) {
        Double latitude = place.latitude();
        Double longitude = place.longitude();
        return territory.areas().isEmpty()
                && latitude != null
                && longitude != null
                && !territory.extent().contains(latitude, longitude);
    }

    private static void requireUnlessWrong(String pointer, Violations violations) {
        if (!violations.concern(pointer)) {
            violations.add(pointer, "required");
        }
    }

    /** The system in which coordinates must be that can't be degrees; null where they can be. */
    private static @Nullable String projection(double latitude, double longitude) {
        double smaller = Math.min(latitude, longitude);
        double greater = Math.max(latitude, longitude);
        if (smaller >= 0 && smaller <= LAMBERT_93_EAST && greater >= LAMBERT_93_SOUTH && greater <= LAMBERT_93_NORTH) {
            return "Lambert-93";
        }
        boolean metres = Math.abs(latitude) > LARGEST_LONGITUDE && Math.abs(longitude) > LARGEST_LATITUDE
                || Math.abs(longitude) > LARGEST_LONGITUDE && Math.abs(latitude) > LARGEST_LATITUDE;
        boolean onTheMap = Math.abs(latitude) <= WEB_MERCATOR_EDGE && Math.abs(longitude) <= WEB_MERCATOR_EDGE;
        return metres && onTheMap && greater > A_KILOMETRE ? "Web Mercator" : null;
    }

    private static boolean isSwapped(double latitude, double longitude, Territory territory) {
        return !territory.extent().contains(latitude, longitude)
                && territory.extent().contains(longitude, latitude);
    }

    private static Place cleaned(Place place, Violations violations) {
        String address = place.address();
        String stripped = address == null || address.isBlank()
                ? null
                : Characters.clean(address.strip(), "/location/address", violations);
        return new Place(place.latitude(), place.longitude(), stripped);
    }
}

package org.relais.intake.pages.geocoding;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.relais.intake.pages.Address;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.territory.Extent;
import tools.jackson.databind.JsonNode;

/** How a geocoder is asked, and what its answer looks like. */
sealed interface GeocoderShape {

    /** Longer ones are no addresses of houses. */
    int LONGEST_LABEL = 200;

    URI search(String words, Extent within, int most);

    URI reverse(double latitude, double longitude);

    /** The usable addresses of an answer, the best first. */
    List<Address> read(JsonNode answer);

    static GeocoderShape of(PageSettings.Geocoder settings) {
        String base = settings.url().toString().replaceAll("/+$", "");
        return switch (settings.shape()) {
            case BAN -> new Ban(base);
            case NOMINATIM -> new Nominatim(base);
        };
    }

    /** The interface of the French national address base, and of Addok, its software: GeocodeJSON. */
    record Ban(String base) implements GeocoderShape {

        @Override
        public URI search(String words, Extent within, int most) {
            double latitude = (within.south() + within.north()) / 2;
            double longitude = (within.west() + within.east()) / 2;
            return URI.create(base + "/search/?q=" + encoded(words) + "&limit=" + most + at(latitude, longitude));
        }

        @Override
        public URI reverse(double latitude, double longitude) {
            return URI.create(base + "/reverse/?limit=1" + at(latitude, longitude));
        }

        @Override
        public List<Address> read(JsonNode answer) {
            List<Address> addresses = new ArrayList<>();
            for (JsonNode feature : answer.path("features")) {
                JsonNode position = feature.path("geometry").path("coordinates");
                address(text(feature.path("properties"), "label"), position.path(1), position.path(0))
                        .ifPresent(addresses::add);
            }
            return addresses;
        }
    }

    /** Nominatim's, the geocoder of OpenStreetMap. */
    record Nominatim(String base) implements GeocoderShape {

        private static final List<String> STREETS = List.of("road", "pedestrian", "square", "footway", "path");
        private static final List<String> TOWNS = List.of("city", "town", "village", "municipality");

        @Override
        public URI search(String words, Extent within, int most) {
            String box = Stream.of(within.west(), within.north(), within.east(), within.south())
                    .map(GeocoderShape::degrees)
                    .collect(Collectors.joining(","));
            return URI.create(base + "/search?format=jsonv2&addressdetails=1&bounded=1&viewbox=" + box + "&limit="
                    + most + "&q=" + encoded(words));
        }

        @Override
        public URI reverse(double latitude, double longitude) {
            return URI.create(base + "/reverse?format=jsonv2&addressdetails=1&zoom=18" + at(latitude, longitude));
        }

        /** Several to a search, a single one to a point. */
        @Override
        public List<Address> read(JsonNode answer) {
            List<Address> addresses = new ArrayList<>();
            for (JsonNode place : answer.isArray() ? answer : List.of(answer)) {
                address(label(place), place.path("lat"), place.path("lon")).ifPresent(addresses::add);
            }
            return addresses;
        }

        /** As it stands on a letter: the whole name goes on to the continent. */
        private static String label(JsonNode place) {
            JsonNode parts = place.path("address");
            String street = first(parts, STREETS);
            if (street.isEmpty()) {
                return text(place, "display_name");
            }
            String town = (text(parts, "postcode") + " " + first(parts, TOWNS)).strip();
            return Stream.of((text(parts, "house_number") + " " + street).strip(), town)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(", "));
        }

        private static String first(JsonNode parts, List<String> names) {
            return names.stream()
                    .map(name -> text(parts, name))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }

    private static Optional<Address> address(String label, JsonNode latitude, JsonNode longitude) {
        double north = number(latitude);
        double east = number(longitude);
        return label.isEmpty() || label.length() > LONGEST_LABEL || !(Math.abs(north) <= 90 && Math.abs(east) <= 180)
                ? Optional.empty()
                : Optional.of(new Address(label, north, east));
    }

    private static String text(JsonNode parent, String name) {
        return parent.path(name).asString("").replaceAll("\\p{Cntrl}", " ").strip();
    }

    /** A number, also one written as a text; what is none lies nowhere. */
    private static double number(JsonNode node) {
        try {
            return node.isNumber() ? node.doubleValue() : Double.parseDouble(node.asString(""));
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private static String at(double latitude, double longitude) {
        return "&lat=" + degrees(latitude) + "&lon=" + degrees(longitude);
    }

    private static String degrees(double degrees) {
        return String.format(Locale.ROOT, "%.6f", degrees);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

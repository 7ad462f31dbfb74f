package org.relais.intake.sensor.mqtt;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.relais.intake.filing.Place;
import org.relais.intake.sensor.Reading;
import org.relais.intake.sensor.Report;
import org.relais.intake.sensor.SensorKey;
import org.relais.intake.sensor.SensorState;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a message: {@code {"state": "alarm", "service": "…", "reading": {"value": 82.5, "unit": "cm"}, "location": {"latitude":
 * 48.85, "longitude": 2.35, "address": "…"}, "time": "2026-11-26T12:00:00Z"}}, each member optional, others left alone. A place
 * that can't be meant, such as (0,0) of a receiver without satellites, counts as none.
 */
final class ReportReader {

    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_UNIT = 20;
    private static final int LONGEST_ADDRESS = 500;
    private static final double MOST = 1e12;
    private static final double POLE = 90;
    private static final double DATE_LINE = 180;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ReportReader() {}

    static Report read(SensorKey sensor, byte[] payload, boolean retained, Instant receivedAt) throws Unreadable {
        JsonNode root = parsed(payload);
        return new Report(
                sensor,
                state(root),
                text(root, "service", LONGEST_CODE),
                reading(root),
                place(root),
                time(root),
                retained,
                receivedAt);
    }

    private static JsonNode parsed(byte[] payload) throws Unreadable {
        JsonNode root;
        try {
            root = MAPPER.readTree(payload);
        } catch (JacksonException notJson) {
            throw new Unreadable("json");
        }
        if (!root.isObject()) {
            throw new Unreadable("json");
        }
        return root;
    }

    private static @Nullable SensorState state(JsonNode root) throws Unreadable {
        String word = text(root, "state", LONGEST_CODE);
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "alarm" -> SensorState.ALARM;
            case "ok" -> SensorState.OK;
            default -> throw new Unreadable("state");
        };
    }

    private static @Nullable Reading reading(JsonNode root) throws Unreadable {
        JsonNode reading = member(root, "reading");
        if (reading == null) {
            return null;
        }
        Double value = number(reading, "value");
        if (value == null || Math.abs(value) > MOST) {
            throw new Unreadable("value");
        }
        return new Reading(value, text(reading, "unit", LONGEST_UNIT));
    }

    private static @Nullable Place place(JsonNode root) throws Unreadable {
        JsonNode location = member(root, "location");
        if (location == null) {
            return null;
        }
        Double latitude = number(location, "latitude");
        Double longitude = number(location, "longitude");
        boolean meant = latitude != null
                && longitude != null
                && Math.abs(latitude) <= POLE
                && Math.abs(longitude) <= DATE_LINE
                && !(latitude == 0 && longitude == 0);
        return meant ? new Place(latitude, longitude, text(location, "address", LONGEST_ADDRESS)) : null;
    }

    private static @Nullable Instant time(JsonNode root) throws Unreadable {
        String time = text(root, "time", LONGEST_CODE);
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException notATime) {
            throw new Unreadable("time");
        }
    }

    private static @Nullable JsonNode member(JsonNode object, String name) throws Unreadable {
        JsonNode member = object.get(name);
        if (member == null || member.isNull()) {
            return null;
        }
        if (!member.isObject()) {
            throw new Unreadable(name);
        }
        return member;
    }

    private static @Nullable String text(JsonNode object, String name, int longest) throws Unreadable {
        JsonNode text = object.get(name);
        if (text == null || text.isNull()) {
            return null;
        }
        if (!text.isString() || text.stringValue().length() > longest) {
            throw new Unreadable(name);
        }
        return text.stringValue().isBlank() ? null : text.stringValue().strip();
    }

    private static @Nullable Double number(JsonNode object, String name) throws Unreadable {
        JsonNode number = object.get(name);
        if (number == null || number.isNull()) {
            return null;
        }
        if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
            throw new Unreadable(name);
        }
        return number.doubleValue();
    }

    /** A message of which nothing can be made. */
    static final class Unreadable extends Exception {

        private final String member;

        private Unreadable(String member) {
            super(member, null, false, false);
            this.member = member;
        }

        /** Which part of it is wrong. */
        String member() {
            return member;
        }
    }
}

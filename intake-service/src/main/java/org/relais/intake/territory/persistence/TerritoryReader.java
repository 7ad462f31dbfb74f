package org.relais.intake.territory.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Area;
import org.relais.intake.territory.Contact;
import org.relais.intake.territory.Department;
import org.relais.intake.territory.Extent;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Neighbour;
import org.relais.intake.territory.Question;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.ServiceDefinition.PlaceDemand;
import org.relais.intake.territory.Territory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the published JSON of a territory. Members it doesn't know are left alone: the publisher may be newer. */
final class TerritoryReader {

    /** Degrees around the centre, where a territory has no areas. */
    private static final double NEAR = 0.5;

    /** For versions published before a territory could say it. */
    private static final int LOOK_ALIKE_METRES = 150;

    private final JsonMapper mapper;

    TerritoryReader(JsonMapper mapper) {
        this.mapper = mapper;
    }

    Territory read(String json) {
        JsonNode root = mapper.readTree(json);
        double latitude = root.path("centre").path("latitude").asDouble();
        double longitude = root.path("centre").path("longitude").asDouble();
        List<String> languages = texts(root.path("languages"));
        return new Territory(
                text(root, "jurisdictionId", ""),
                root.path("version").asLong(),
                labels(root.path("name")),
                latitude,
                longitude,
                extent(root.path("areas"), latitude, longitude),
                languages.isEmpty() ? List.of(Languages.DEFAULT) : languages,
                text(root, "timeZone", "UTC"),
                text(root, "phoneRegion", "FR"),
                labels(root.path("contact").path("name")),
                contact(root.path("contact")),
                departments(root.path("departments")),
                services(root.path("services")),
                text(root, "emergencyNumber", ""),
                areas(root.path("areas")),
                neighbours(root.path("neighbours")),
                ownTexts(root.path("texts")),
                root.path("lookAlikeMetres").asInt(LOOK_ALIKE_METRES),
                Set.copyOf(texts(root.path("privateByRule"))));
    }

    private static List<Area> areas(JsonNode collection) {
        List<Area> areas = new ArrayList<>();
        collection.path("features").forEach(feature -> areas.add(area(feature)));
        return areas;
    }

    private static List<Neighbour> neighbours(JsonNode collection) {
        List<Neighbour> neighbours = new ArrayList<>();
        for (JsonNode feature : collection.path("features")) {
            JsonNode properties = feature.path("properties");
            neighbours.add(new Neighbour(
                    area(feature),
                    optional(properties, "page"),
                    optional(properties, "phone"),
                    optional(properties, "email")));
        }
        return neighbours;
    }

    private static Area area(JsonNode feature) {
        JsonNode properties = feature.path("properties");
        return new Area(
                text(properties, "id", ""), labels(properties.path("name")), polygons(feature.path("geometry")));
    }

    private static List<Area.Polygon> polygons(JsonNode geometry) {
        List<Area.Polygon> polygons = new ArrayList<>();
        if (text(geometry, "type", "").equals("MultiPolygon")) {
            geometry.path("coordinates").forEach(rings -> polygons.add(polygon(rings)));
        } else {
            polygons.add(polygon(geometry.path("coordinates")));
        }
        return polygons;
    }

    private static Area.Polygon polygon(JsonNode rings) {
        List<List<Area.Position>> read = new ArrayList<>();
        for (JsonNode ring : rings) {
            List<Area.Position> positions = new ArrayList<>();
            ring.forEach(position -> positions.add(new Area.Position(
                    position.path(1).doubleValue(), position.path(0).doubleValue())));
            read.add(positions);
        }
        return new Area.Polygon(read);
    }

    /** Published by language, kept by key. */
    private static Map<String, Labels> ownTexts(JsonNode byLanguage) {
        Map<String, Map<String, String>> byKey = new LinkedHashMap<>();
        for (String language : byLanguage.propertyNames()) {
            JsonNode texts = byLanguage.get(language);
            for (String key : texts.propertyNames()) {
                byKey.computeIfAbsent(key, first -> new LinkedHashMap<>())
                        .put(language, texts.get(key).asString());
            }
        }
        Map<String, Labels> texts = new LinkedHashMap<>();
        byKey.forEach((key, labels) -> texts.put(key, new Labels(labels)));
        return texts;
    }

    private static Map<String, Department> departments(JsonNode array) {
        Map<String, Department> departments = new LinkedHashMap<>();
        for (JsonNode department : array) {
            String code = text(department, "code", "");
            departments.put(
                    code, new Department(code, labels(department.path("name")), contact(department.path("contact"))));
        }
        return departments;
    }

    private static Map<String, ServiceDefinition> services(JsonNode array) {
        Map<String, ServiceDefinition> services = new LinkedHashMap<>();
        for (JsonNode service : array) {
            String code = text(service, "serviceCode", "");
            services.put(
                    code,
                    new ServiceDefinition(
                            code,
                            labels(service.path("name")),
                            labels(service.path("description")),
                            labels(service.path("group")),
                            keywords(service.path("keywords")),
                            service.path("emergency").asBoolean(false),
                            optional(service, "emergencyNumber"),
                            place(text(service, "place", "")),
                            service.path("private").asBoolean(false),
                            questions(service.path("questions"))));
        }
        return services;
    }

    private static PlaceDemand place(String word) {
        return switch (word) {
            case "inside" -> PlaceDemand.INSIDE_TERRITORY;
            case "none" -> PlaceDemand.NOT_NEEDED;
            default -> PlaceDemand.ANYWHERE;
        };
    }

    private static List<Question> questions(JsonNode array) {
        List<Question> questions = new ArrayList<>();
        for (JsonNode question : array) {
            List<Question.Option> options = new ArrayList<>();
            for (JsonNode option : question.path("options")) {
                options.add(new Question.Option(text(option, "code", ""), labels(option.path("label"))));
            }
            questions.add(new Question(
                    text(question, "code", ""),
                    Question.Type.valueOf(text(question, "type", "string").toUpperCase(Locale.ROOT)),
                    question.path("required").asBoolean(false),
                    labels(question.path("label")),
                    options));
        }
        return questions;
    }

    private static Map<String, List<String>> keywords(JsonNode object) {
        Map<String, List<String>> keywords = new LinkedHashMap<>();
        for (String language : object.propertyNames()) {
            keywords.put(language, texts(object.get(language)));
        }
        return keywords;
    }

    private static Contact contact(JsonNode object) {
        return new Contact(optional(object, "address"), optional(object, "email"), optional(object, "phone"));
    }

    private static Labels labels(JsonNode object) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        for (String language : object.propertyNames()) {
            byLanguage.put(language, object.get(language).asString());
        }
        return new Labels(byLanguage);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString()));
        return List.copyOf(texts);
    }

    private static String text(JsonNode object, String name, String otherwise) {
        String text = optional(object, name);
        return text == null ? otherwise : text;
    }

    private static @Nullable String optional(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static Extent extent(JsonNode areas, double latitude, double longitude) {
        Box box = new Box();
        for (JsonNode feature : areas.path("features")) {
            box.addAll(feature.path("geometry").path("coordinates"));
        }
        return box.isEmpty()
                ? new Extent(latitude - NEAR, longitude - NEAR, latitude + NEAR, longitude + NEAR)
                : box.extent();
    }

    /** Grows around the positions of a geometry, however deep they are nested. */
    private static final class Box {

        private double south = Double.POSITIVE_INFINITY;
        private double west = Double.POSITIVE_INFINITY;
        private double north = Double.NEGATIVE_INFINITY;
        private double east = Double.NEGATIVE_INFINITY;

        void addAll(JsonNode coordinates) {
            if (coordinates.path(0).isNumber()) {
                west = Math.min(west, coordinates.path(0).doubleValue());
                east = Math.max(east, coordinates.path(0).doubleValue());
                south = Math.min(south, coordinates.path(1).doubleValue());
                north = Math.max(north, coordinates.path(1).doubleValue());
            } else {
                coordinates.forEach(this::addAll);
            }
        }

        boolean isEmpty() {
            return south > north;
        }

        Extent extent() {
            return new Extent(south, west, north, east);
        }
    }
}

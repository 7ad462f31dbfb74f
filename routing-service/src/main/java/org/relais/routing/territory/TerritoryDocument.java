package org.relais.routing.territory;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.routing.area.Area;
import org.relais.routing.area.GeoJsonGeometry;
import org.relais.routing.rules.RuleBook;
import tools.jackson.databind.json.JsonMapper;

/** A territory as other services and the public read it. The same version always gives the same bytes. */
public final class TerritoryDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TerritoryDocument() {}

    /** The whole version as JSON. */
    public static String of(Territory territory) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("jurisdictionId", territory.jurisdictionId());
        document.put("version", territory.version());
        document.put("digest", territory.digest());
        document.putAll(content(territory.content()));
        return JSON.writeValueAsString(document);
    }

    /** What is public of a territory's content, without a version. */
    public static Map<String, @Nullable Object> content(TerritoryContent content) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("jurisdictionId", content.jurisdictionId());
        document.put("name", new TreeMap<>(content.name()));
        Map<String, @Nullable Object> centre = new LinkedHashMap<>();
        centre.put("latitude", content.centre().latitude());
        centre.put("longitude", content.centre().longitude());
        document.put("centre", centre);
        document.put("languages", content.languages());
        document.put("timeZone", content.calendar().zone().getId());
        document.put("phoneRegion", content.phoneRegion());
        document.put("emergencyNumber", content.emergencyNumber());
        document.put("lookAlikeMetres", content.lookAlikeMetres());
        Map<String, @Nullable Object> office = new LinkedHashMap<>();
        office.put("name", new TreeMap<>(content.contactName()));
        office.putAll(contact(content.contact()));
        document.put("contact", office);
        document.put(
                "departments",
                content.departments().stream()
                        .map(TerritoryDocument::department)
                        .toList());
        document.put(
                "services",
                content.services().stream().map(TerritoryDocument::service).toList());
        Set<String> privateByRule = RuleBook.privateByRule(
                content.rules(), content.services().stream().map(Service::code).toList());
        // Left out where there are none, so that territories whose rules hide nothing keep their digest.
        if (!privateByRule.isEmpty()) {
            document.put("privateByRule", List.copyOf(privateByRule));
        }
        document.put("areas", areas(content.areas().all(), area -> Map.of()));
        // Left out where there are none, so that territories that say nothing of them keep their digest.
        if (!content.neighbours().isEmpty()) {
            document.put("neighbours", areas(content.neighbours().areas(), area -> reach(content.neighbours(), area)));
        }
        Map<String, Object> texts = new TreeMap<>();
        content.texts().forEach((language, ofLanguage) -> texts.put(language, new TreeMap<>(ofLanguage)));
        document.put("texts", texts);
        return document;
    }

    private static Map<String, @Nullable Object> contact(Contact contact) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("address", contact.address());
        json.put("email", contact.email());
        json.put("phone", contact.phone());
        return json;
    }

    private static Map<String, @Nullable Object> department(Department department) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", department.code());
        json.put("name", new TreeMap<>(department.name()));
        json.put("description", new TreeMap<>(department.description()));
        json.put("contact", contact(department.contact()));
        json.put("kafka", department.kafka());
        if (!department.closingDays().isEmpty()) {
            json.put(
                    "closingDays",
                    department.closingDays().stream()
                            .sorted()
                            .map(LocalDate::toString)
                            .toList());
        }
        return json;
    }

    private static Map<String, @Nullable Object> service(Service service) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("serviceCode", service.code());
        json.put("name", new TreeMap<>(service.name()));
        json.put("description", new TreeMap<>(service.description()));
        json.put("group", new TreeMap<>(service.group()));
        json.put("keywords", new TreeMap<>(service.keywords()));
        json.put("emergency", service.emergency());
        json.put("emergencyNumber", service.emergencyNumber());
        json.put("place", service.place().name().toLowerCase(Locale.ROOT));
        json.put("private", service.isPrivate());
        json.put(
                "questions",
                service.questions().stream().map(TerritoryDocument::question).toList());
        return json;
    }

    private static Map<String, @Nullable Object> question(Service.Question question) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", question.code());
        json.put("type", question.type().name().toLowerCase(Locale.ROOT));
        json.put("required", question.required());
        json.put("label", new TreeMap<>(question.label()));
        json.put(
                "options",
                question.options().stream().map(TerritoryDocument::option).toList());
        return json;
    }

    private static Map<String, @Nullable Object> option(Service.Option option) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", option.code());
        json.put("label", new TreeMap<>(option.label()));
        return json;
    }

    private static Map<String, @Nullable Object> areas(
            List<Area> areas, Function<Area, Map<String, String>> furtherProperties) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", "FeatureCollection");
        json.put(
                "features",
                areas.stream()
                        .map(area -> feature(area, furtherProperties.apply(area)))
                        .toList());
        return json;
    }

    /** How a neighbour is reached, by property. */
    private static Map<String, String> reach(Neighbours neighbours, Area area) {
        Neighbour neighbour = neighbours.of(area);
        Map<String, String> reach = new LinkedHashMap<>();
        reach.put("page", neighbour.page());
        reach.put("phone", neighbour.phone());
        reach.put("email", neighbour.email());
        reach.values().removeIf(String::isEmpty);
        return reach;
    }

    private static Map<String, @Nullable Object> feature(Area area, Map<String, String> furtherProperties) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        properties.put("id", area.id());
        properties.put("name", new TreeMap<>(area.name()));
        properties.putAll(furtherProperties);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("type", "Feature");
        json.put("properties", properties);
        json.put("geometry", GeoJsonGeometry.write(area.geometry()));
        return json;
    }
}

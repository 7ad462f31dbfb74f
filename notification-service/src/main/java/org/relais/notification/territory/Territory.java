package org.relais.notification.territory;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a message needs of a territory. Texts are by language tag. */
public record Territory(
        String jurisdictionId,
        Map<String, String> name,
        List<String> languages,
        @Nullable ZoneId timeZone,
        TownHall contact,
        List<Department> departments,
        List<Service> services,
        Map<String, Map<String, String>> texts) {

    private static final String FALLBACK_LANGUAGE = "fr";

    public Territory {
        languages = languages == null ? List.of() : List.copyOf(languages);
        departments = departments == null ? List.of() : List.copyOf(departments);
        services = services == null ? List.of() : List.copyOf(services);
        texts = texts == null ? Map.of() : Map.copyOf(texts);
    }

    /** Whom to turn to while no department is in charge. */
    public record TownHall(
            Map<String, String> name,
            @Nullable String address,
            @Nullable String email,
            @Nullable String phone) {}

    /** A department, by its code. */
    public record Department(
            String code, Map<String, String> name, @Nullable Contact contact) {}

    /** How to reach a department. */
    public record Contact(
            @Nullable String address,
            @Nullable String email,
            @Nullable String phone) {}

    /** What people can ask for, by its code. */
    public record Service(String serviceCode, Map<String, String> name) {}

    /** The language the town itself works in. */
    public String language() {
        return languages.isEmpty() ? FALLBACK_LANGUAGE : languages.getFirst();
    }

    public ZoneId zone() {
        return timeZone == null ? ZoneId.of("Europe/Paris") : timeZone;
    }

    public Optional<Department> department(String code) {
        return departments.stream()
                .filter(department -> department.code().equals(code))
                .findFirst();
    }

    public Optional<String> serviceName(String code, String language) {
        return services.stream()
                .filter(service -> service.serviceCode().equals(code))
                .findFirst()
                .map(service -> in(service.name(), language));
    }

    /** A text of the territory's own, if it has one of that name. */
    public Optional<String> text(String name, String language) {
        return Optional.ofNullable(texts.getOrDefault(language, Map.of()).get(name));
    }

    /** A text in the language, else in French, else in any. */
    public static String in(Map<String, String> texts, String language) {
        String text = texts.getOrDefault(language, texts.get(FALLBACK_LANGUAGE));
        return text == null ? texts.values().stream().findFirst().orElse("") : text;
    }
}
